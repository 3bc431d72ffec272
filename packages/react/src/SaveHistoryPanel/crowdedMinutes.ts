import type { HistoryEntry } from '@autosave-kit/core'

const MINUTE_MS = 60_000

/** Tells of a version whether another one was saved in the same minute, so that the time alone would not say which is which. */
export function crowdedMinutes(versions: readonly HistoryEntry[]): (version: HistoryEntry) => boolean {
  const countByMinute = new Map<number, number>()
  const minuteOf = ({ savedAt }: HistoryEntry): number => Math.floor(savedAt / MINUTE_MS)
  for (const version of versions) countByMinute.set(minuteOf(version), (countByMinute.get(minuteOf(version)) ?? 0) + 1)
  return (version) => (countByMinute.get(minuteOf(version)) ?? 0) > 1
}
