import type { RetentionConfig } from '../../config/RetentionConfig.ts'
import { endIn, isEnd } from '../trash/sessionEnd.ts'
import type { SegmentHeader } from '../../records/SegmentRow.ts'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

/**
 * The versions that are kept, oldest first: what the history shows, and what a compaction spares.
 *
 * One for each merge window of the last hours, one for each hour of the last days, one for each day before. Windows lie
 * on the clock and not on the versions, so that thinning again, later and with what has come since, goes on where the
 * last time left off. What somebody asked for, or named, stands on its own.
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
  const lastOfStretch = new Map<string, SegmentHeader>()
  let restoredAt = 0
  for (const [index, version] of candidates.entries()) {
    if (mergeWindowMs === 0 && isMidway(version, candidates[index + 1])) continue
    // What stood there before an old version was brought back can be brought back in turn: that ends a stretch.
    lastOfStretch.set(`${restoredAt} ${stretchOf(version, now, mergeWindowMs)}`, version)
    if (version.reason === 'restore' || isEnd(version)) restoredAt = version.revision
  }
  const kept = [...lastOfStretch.values()]
    .filter((version) => pinned.has(version) || version.label !== undefined || version.savedAt >= now - maxAgeMs)
    .toSorted((a, b) => a.revision - b.revision)
  return dropWhile(kept, (rest) => rest.length > maxVersions)
}

/** Somebody asked for it, so it stands on its own. */
export function isCheckpoint({ reason, label }: SegmentHeader): boolean {
  return reason === 'manual' || reason === 'restore' || isEnd({ reason }) || label !== undefined
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

/** Versions of one stretch come down to the last of them. */
function stretchOf(version: SegmentHeader, now: number, mergeWindowMs: number): string {
  const { revision, savedAt } = version
  if (isCheckpoint(version)) return `alone ${revision}`
  // A whole hour, or day, grows old at once: else what is the last of it would depend on when one looks.
  for (const length of [DAY_MS, HOUR_MS]) {
    if (endOfWindow(savedAt, length) <= now - length)
      return `${Math.max(length, mergeWindowMs)} ${windowOf(savedAt, Math.max(length, mergeWindowMs))}`
  }
  return mergeWindowMs > 0 ? `${mergeWindowMs} ${windowOf(savedAt, mergeWindowMs)}` : `alone ${revision}`
}

function windowOf(time: number, length: number): number {
  return Math.floor(time / length)
}

function endOfWindow(time: number, length: number): number {
  return (windowOf(time, length) + 1) * length
}
