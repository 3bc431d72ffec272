import { mergeStates } from './merge/mergeStates.ts'

/**
 * What was typed while saved work was being read, laid on top of that work.
 *
 * `baseline` is what the app began with, `typed` what it shows now, `stored` what was read. What differs between the
 * first two was typed, and stays, wherever it lies; the rest comes from the store. None of the three is changed.
 */
export function keepTyped(baseline: unknown, typed: unknown, stored: unknown): unknown {
  return mergeStates({ base: baseline, mine: typed, theirs: stored }).state
}
