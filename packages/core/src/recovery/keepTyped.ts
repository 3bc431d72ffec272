import { defineMember } from '../records/decodeBody.ts'
import { isPlainObject } from '../records/stateRules.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/**
 * What was typed while saved work was being read, laid on top of that work.
 *
 * `baseline` is what the app began with, `typed` what it shows now, `stored` what was read. A member that still is the
 * baseline's was not touched, and the stored one comes in; one that differs was typed, and stays. It goes down into
 * plain objects; an array that was touched is kept whole. None of the three is changed.
 */
export function keepTyped(baseline: unknown, typed: unknown, stored: unknown): unknown {
  // An app that makes its objects anew at each step has typed nothing by that.
  return merge(baseline, shareUnchanged(baseline, typed), stored)
}

function merge(baseline: unknown, typed: unknown, stored: unknown): unknown {
  if (Object.is(baseline, typed)) return stored
  if (!isPlainObject(baseline) || !isPlainObject(typed) || !isPlainObject(stored)) return typed
  const merged: Record<string, unknown> = { ...stored }
  for (const key of new Set([...Object.keys(baseline), ...Object.keys(typed)])) {
    if (Object.is(baseline[key], typed[key])) continue
    if (Object.hasOwn(typed, key)) defineMember(merged, key, merge(baseline[key], typed[key], stored[key]))
    else delete merged[key]
  }
  return merged
}
