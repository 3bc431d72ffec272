import type { HistoryEntry } from '@autosave-kit/core'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const NEWEST = 61

export function storyVersion(revision: number, agoMs: number, parts: Partial<HistoryEntry> = {}): HistoryEntry {
  return { revision, savedAt: Date.now() - agoMs, reason: 'debounce', label: undefined, isCheckpoint: false, ...parts }
}

/** Some days of work, newest first: every reason there is, and names short and long. */
export const storyVersions: readonly HistoryEntry[] = [
  storyVersion(NEWEST, 20_000),
  storyVersion(58, 4 * MINUTE_MS, { reason: 'manual', isCheckpoint: true }),
  storyVersion(52, 9 * MINUTE_MS, { reason: 'manual', isCheckpoint: true, label: 'Before the cut' }),
  storyVersion(47, 31 * MINUTE_MS, { reason: 'leave' }),
  storyVersion(44, 2 * HOUR_MS, { reason: 'restore', isCheckpoint: true }),
  storyVersion(41, 3 * HOUR_MS, { reason: 'flush' }),
  storyVersion(35, 26 * HOUR_MS, { reason: 'merge' }),
  storyVersion(20, 50 * HOUR_MS, { reason: 'retry' }),
  storyVersion(9, 120 * HOUR_MS, {
    reason: 'manual',
    isCheckpoint: true,
    label: 'The first whole draft, with the chapter on the whiteness of the whale still where it was',
  }),
]

/** What the story's text was at a revision; 0 is now. */
export function storyState(revision: number): unknown {
  const isNow = revision === 0 || revision === NEWEST
  return {
    title: isNow ? 'Loomings' : 'Chapter 1',
    text: isNow
      ? 'Call me Ishmael. Some years ago—never mind how long precisely—having little or no money in my purse, I thought I would sail about a little and see the watery part of the world.'
      : 'Call me Ishmael. Years ago, having no money in my purse, I thought I would sail about a little and see the world.',
    voice: { name: isNow ? 'rms' : 'slt', speed: isNow ? 1.1 : 1 },
    tags: isNow ? ['sea', 'whale'] : ['sea'],
    ...(isNow ? {} : { note: 'to be cut' }),
  }
}
