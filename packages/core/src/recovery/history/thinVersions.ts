import type { RetentionConfig } from '../../config/RetentionConfig.ts'
import { endIn, isEnd } from '../trash/sessionEnd.ts'
import type { SegmentHeader } from '../../records/SegmentRow.ts'
import { isCheckpoint } from './isCheckpoint.ts'
import { Stretches } from './Stretches.ts'

/**
 * The versions that are kept, oldest first: what the history shows, and what a compaction spares.
 *
 * One for each merge window of the last hours, and what a page opened in them; one for each hour of the last days, one for each day
 * before (`Stretches`). What somebody asked for, or named, stands on its own.
 *
 * @param candidates - in the order of their revisions; the last is the newest and always kept.
 */
export function thinVersions(
  all: readonly SegmentHeader[],
  now: number,
  { mergeWindowMs, maxAgeMs, maxVersions, trashMs }: RetentionConfig,
): SegmentHeader[] {
  const candidates = withoutExpired(all, now - trashMs)
  const pinned = pinnedOf(candidates)
  const stretches = new Stretches(now, mergeWindowMs)
  const lastOfStretch = new Map<string, SegmentHeader>()
  for (const [index, version] of candidates.entries()) {
    if (mergeWindowMs === 0 && isMidway(version, candidates[index + 1])) continue
    for (const stretch of stretches.of(version)) lastOfStretch.set(stretch, version)
  }
  const kept = [...new Set(lastOfStretch.values())]
    .filter((version) => pinned.has(version) || version.label !== undefined || version.savedAt >= now - maxAgeMs)
    .toSorted((a, b) => a.revision - b.revision)
  return dropWhile(kept, (rest) => rest.length > maxVersions)
}

/** In the middle of a stretch of typing, whose end the same page has saved: no version, also where each save is one. */
function isMidway({ reason, writer }: SegmentHeader, next: SegmentHeader | undefined): boolean {
  return reason === 'early' && next?.writer === writer
}

/** What was discarded longer ago than that goes, with everything before it. */
function withoutExpired(versions: readonly SegmentHeader[], discardedBefore: number): readonly SegmentHeader[] {
  const expired = versions.findLastIndex(
    (version, index) =>
      isEnd(version) && version.savedAt < discardedBefore && endIn(versions.slice(0, index + 2)) === version,
  )
  return expired < 0 ? versions : versions.slice(expired)
}

/** The newest, and what was discarded and can be brought back, with the commit that did it. */
function pinnedOf(versions: readonly SegmentHeader[]): Set<SegmentHeader | undefined> {
  const ends = versions.flatMap((version, index) => (isEnd(version) ? [version, versions[index - 1]] : []))
  return new Set([versions.at(-1), ...ends])
}

/** Lets the oldest go while it has to be, those that somebody asked for last, the newest and what is in the trash never. */
export function dropWhile(
  versions: readonly SegmentHeader[],
  isTooMuch: (rest: readonly SegmentHeader[]) => boolean,
): SegmentHeader[] {
  let rest = [...versions]
  while (rest.length > 1 && isTooMuch(rest)) {
    const pinned = pinnedOf(rest)
    const older = rest.filter((version) => !pinned.has(version))
    const next = older.find((version) => !isCheckpoint(version)) ?? older[0]
    if (next === undefined) return rest
    rest = rest.filter((version) => version !== next)
  }
  return rest
}
