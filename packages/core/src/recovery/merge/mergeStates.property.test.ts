import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEdit, anyState, edit } from '../../records/anyState.fixture.ts'
import { anyEditing, marksIn } from './anyEditing.fixture.ts'
import { ContentComparison } from './ContentComparison.ts'
import { mergeStates } from './mergeStates.ts'

describe('Merging, whatever was edited,', () => {
  it('loses nothing that either side wrote: it is in the merged state, or in a conflict', () => {
    fc.assert(
      fc.property(anyEditing, (states) => {
        const merged = mergeStates(states)
        const kept = marksIn([merged.state, merged.conflicts])
        const missing = [...marksIn([states.mine, states.theirs])].filter((mark) => !kept.has(mark))
        expect(missing).toEqual([])
      }),
      { numRuns: 20_000 },
    )
  })

  it('keeps every edit of two sides that touch different places', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyState, fc.array(anyEdit, { maxLength: 3 }), fc.boolean()), { maxLength: 6 }),
        (sections) => {
          const names = sections.map((_, index) => `section ${index}`)
          const of = (isEdited: (isMine: boolean) => boolean): object =>
            Object.fromEntries(
              sections.map(([state, edits, isMine], index) => [
                names[index],
                isEdited(isMine) ? edits.reduce(edit, state) : state,
              ]),
            )
          const merged = mergeStates({
            base: of(() => false),
            mine: of((isMine) => isMine),
            theirs: of((isMine) => !isMine),
          })
          expect(merged).toEqual({ state: of(() => true), conflicts: [] })
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('gives the side back that alone has changed, and either where both are alike', () => {
    fc.assert(
      fc.property(anyState, fc.array(anyEdit, { maxLength: 4 }), (base, edits) => {
        const next = edits.reduce(edit, base)
        const copy = structuredClone(base)
        const isChanged = !new ContentComparison().isSame(base, next)
        expect(Object.is(mergeStates({ base, mine: next, theirs: base }).state, next)).toBe(true)
        expect(Object.is(mergeStates({ base, mine: base, theirs: next }).state, isChanged ? next : base)).toBe(true)
        expect(Object.is(mergeStates({ base, mine: next, theirs: next }).state, next)).toBe(true)
        expect(mergeStates({ base, mine: next, theirs: copy })).toEqual({ state: next, conflicts: [] })
        expect(base).toEqual(copy)
      }),
      { numRuns: 1_000 },
    )
  })

  it('comes to the same from either side, but for the order of what both put in one place', () => {
    fc.assert(
      fc.property(anyEditing, ({ base, mine, theirs }) => {
        const one = mergeStates({ base, mine, theirs })
        const other = mergeStates({ base, mine: theirs, theirs: mine }, { prefer: 'theirs' })
        expect(other.conflicts.length).toBe(one.conflicts.length)
        expect(orderless(other.state)).toEqual(orderless(one.state))
      }),
      { numRuns: 5_000 },
    )
  })

  it('changes nothing when the outcome is merged again with what it came from', () => {
    fc.assert(
      fc.property(anyEditing, ({ base, mine, theirs }) => {
        const { state } = mergeStates({ base, mine, theirs })
        expect(mergeStates({ base: theirs, mine: state, theirs }).state).toBe(state)
        expect(mergeStates({ base: mine, mine, theirs: state }).state).toBe(state)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** Lists as bags. */
function orderless(value: unknown): unknown {
  if (Array.isArray(value) || value instanceof Set)
    return [...value].map((item) => JSON.stringify(orderless(item))).toSorted()
  if (value instanceof Map) return orderless(Array.from(value))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, orderless(item)]))
}
