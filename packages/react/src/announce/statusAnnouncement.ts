import type { ShownWord } from '../status/shownStatus.ts'
import type { Announcement } from './LiveRegion.ts'

/** Someone who types without a pause hears "Saved" no more often than this. */
const SAVED_QUIET_MS = 30_000
/** A badge and a button may report the same failure. */
const TROUBLE_QUIET_MS = 1_000

/** What a badge has told so far. */
export interface ToldStatus {
  readonly word: ShownWord
  /** The trouble that was told and is not over yet. */
  readonly trouble: ShownWord | undefined
}

type Spoken = Omit<Announcement, 'text'>

/**
 * What to announce when the badge's word changes: outcomes, once each. Writing is silent, and so is the time since the last save.
 */
export function statusAnnouncement(told: ToldStatus | undefined, word: ShownWord): [ToldStatus, Spoken | undefined] {
  if (told?.word === word) return [told, undefined]
  const trouble = told?.trouble
  switch (word) {
    case 'failed':
    case 'retrying':
    case 'conflict':
      return [{ word, trouble: word }, trouble === word ? undefined : troubleOf(word)]
    case 'elsewhere':
    case 'backup':
    case 'memory':
      // Once, however often it is saved there; also to whoever comes to the page.
      return [{ word, trouble: word }, trouble === word ? undefined : { topic: 'notice', quietMs: 0 }]
    case 'saved':
      // Whoever heard of the trouble hears at once that it is over.
      return [
        { word, trouble: undefined },
        { topic: 'saved', quietMs: trouble ? 0 : SAVED_QUIET_MS },
      ]
    case 'paused':
    case 'partial':
      return [{ word, trouble: undefined }, told ? { topic: 'notice', quietMs: 0 } : undefined]
    case 'rest':
    case 'idle':
      return [{ word, trouble: undefined }, undefined]
    case 'editing':
    case 'saving':
      return [{ word, trouble }, undefined]
  }
}

function troubleOf(word: ShownWord): Spoken {
  return { topic: 'trouble', isUrgent: word === 'failed', quietMs: TROUBLE_QUIET_MS }
}
