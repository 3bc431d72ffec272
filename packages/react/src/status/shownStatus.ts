import type { StatusFact } from './statusFact.ts'

/**
 * What a screen says. `rest` is a sentence about the past ("Saved 2 min ago"), so it stays true while someone begins to type;
 * `saved` claims the present ("Saved") and is only ever shown while everything is stored.
 */
export type ShownWord = Exclude<StatusFact, 'unsaved'> | 'editing' | 'rest'

export interface ShownStatus {
  readonly word: ShownWord
  /** When the word came up. */
  readonly shownAt: number
  /** Since when something is not stored. */
  readonly unsavedAt: number | undefined
  /** Since when a write is under way. */
  readonly savingAt: number | undefined
}

/** A state flashing by tells nobody anything. */
const SHORTEST_MS = 1_000
/** "Saved" stays long enough to be seen by someone who looks up from the text. */
const SAVED_MS = 2_000
/** Shorter writes than this are not worth a word. */
const SAVING_AFTER_MS = 400
const EDITING_AFTER_MS = 1_000

interface Wish {
  readonly word: ShownWord
  /** The earliest moment the word may come up. */
  readonly at: number
}

export function firstShownStatus(fact: StatusFact, now: number): ShownStatus {
  const word = fact === 'saved' ? 'rest' : fact === 'unsaved' ? 'editing' : fact
  return withClocks({ word, shownAt: now, unsavedAt: undefined, savingAt: undefined }, fact, now)
}

/**
 * The calm display: given what was shown and what is true, what to show now, and when to look again if nothing happens.
 * Errors come up at once and outrank everything; "Saved" goes the moment it stops being true.
 */
export function nextShownStatus(shown: ShownStatus, fact: StatusFact, now: number): [ShownStatus, number | undefined] {
  // Saved work that was found, not made: nothing was saved just now, so nothing claims it.
  const isFound = fact === 'saved' && shown.word === 'idle' && shown.unsavedAt === undefined
  let next = withClocks(isFound ? { ...shown, word: 'rest', shownAt: now } : shown, fact, now)
  let wish = wishFor(next, fact, now)
  while (wish && wish.at <= now) {
    next = { ...next, word: wish.word, shownAt: now }
    wish = wishFor(next, fact, now)
  }
  return [next, wish?.at]
}

function withClocks(shown: ShownStatus, fact: StatusFact, now: number): ShownStatus {
  const isUnsaved = fact === 'unsaved' || fact === 'saving'
  const unsavedAt = isUnsaved ? (shown.unsavedAt ?? now) : undefined
  const savingAt = fact === 'saving' ? (shown.savingAt ?? now) : undefined
  return unsavedAt === shown.unsavedAt && savingAt === shown.savingAt ? shown : { ...shown, unsavedAt, savingAt }
}

function wishFor(shown: ShownStatus, fact: StatusFact, now: number): Wish | undefined {
  switch (fact) {
    case 'failed':
    case 'retrying':
    case 'conflict':
    case 'elsewhere':
    case 'paused':
      return shown.word === fact ? undefined : { word: fact, at: now }
    case 'idle':
    case 'partial':
    case 'backup':
    case 'memory':
      return shown.word === fact
        ? undefined
        : { word: fact, at: isCalm(shown.word) ? now : shown.shownAt + SHORTEST_MS }
    case 'saved':
      return wishWhenSaved(shown, now)
    case 'unsaved':
    case 'saving':
      return wishWhenUnsaved(shown, now)
  }
}

function wishWhenSaved({ word, shownAt }: ShownStatus, now: number): Wish | undefined {
  if (word === 'rest') return undefined
  if (word === 'saved') return { word: 'rest', at: shownAt + SAVED_MS }
  if (word === 'paused' || word === 'elsewhere') return { word: 'rest', at: now }
  return { word: 'saved', at: word === 'idle' ? now : shownAt + SHORTEST_MS }
}

function wishWhenUnsaved(shown: ShownStatus, now: number): Wish | undefined {
  const { word, shownAt, unsavedAt = now, savingAt } = shown
  if (word === 'saved') return { word: 'rest', at: now }
  // Someone turned saving on, or took over: the badge answers at once.
  if (word === 'paused' || word === 'elsewhere') return { word: 'editing', at: now }
  const free = isCalm(word) ? now : shownAt + SHORTEST_MS
  const saving = savingAt === undefined ? undefined : Math.max(savingAt + SAVING_AFTER_MS, free)
  const editing = Math.max(unsavedAt + EDITING_AFTER_MS, free)
  if (word === 'saving') return saving === undefined ? { word: 'editing', at: editing } : undefined
  if (saving !== undefined && (word === 'editing' || saving <= editing)) return { word: 'saving', at: saving }
  return word === 'editing' ? undefined : { word: 'editing', at: editing }
}

const CALM: ReadonlySet<ShownWord> = new Set([
  'idle',
  'rest',
  'partial',
  'backup',
  'memory',
  'saved',
  'paused',
  'elsewhere',
])

/** Words that make no claim that must be read: they give way without waiting. */
function isCalm(word: ShownWord): boolean {
  return CALM.has(word)
}
