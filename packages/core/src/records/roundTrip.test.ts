import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEdit, anyState, edit } from './anyState.fixture.ts'
import { RecordShelf } from './RecordShelf.fixture.ts'

describe('diffState and joinState', () => {
  it('bring back 20,000 arbitrary states deep-equal to what was saved', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const shelf = new RecordShelf()
        shelf.save(state)
        expect(shelf.lostIds).toEqual([])
        expect(isDeepStrictEqual(shelf.reopen(), state)).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })

  it('bring back the last state of 2,000 arbitrary edit sequences, reopened in between or not, and lose no record', () => {
    fc.assert(
      fc.property(
        anyState,
        fc.array(fc.tuple(anyEdit, fc.boolean()), { minLength: 1, maxLength: 8 }),
        (first, steps) => {
          const shelf = new RecordShelf()
          let state = first
          shelf.save(state)
          for (const [change, isReopened] of steps) {
            state = edit(isReopened ? shelf.reopen() : state, change)
            shelf.save(state)
            expect(shelf.lostIds).toEqual([])
          }
          expect(isDeepStrictEqual(shelf.reopen(), state)).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('bring back the last of any states that have nothing to do with each other', () => {
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 2, maxLength: 5 }), (states) => {
        const shelf = new RecordShelf()
        for (const state of states) shelf.save(state)
        expect(shelf.lostIds).toEqual([])
        expect(isDeepStrictEqual(shelf.reopen(), states.at(-1))).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('bring back what an app changed in place, when they compare deep', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'list', 'deep'), anyState), { maxLength: 6 }),
        (changes) => {
          const list = Array.from({ length: 40 }, (_, index) => ({ id: index, text: 'whale '.repeat(20) }))
          const state: Record<string, unknown> = { list, deep: { of: { sea: list.slice(0, 20) } } }
          const shelf = new RecordShelf({ isDeep: true })
          shelf.save(state)
          for (const [index, [name, value]] of changes.entries()) {
            const element = list[index]
            if (element !== undefined) element.text += index
            if (index % 2 === 0) list.splice(index, 1)
            state[name] = value
            shelf.save(state)
            expect(shelf.lostIds).toEqual([])
            expect(isDeepStrictEqual(shelf.read(), state)).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('never change the app’s objects', () => {
    fc.assert(
      fc.property(anyState, anyEdit, (first, change) => {
        const second = edit(first, change)
        const copies = structuredClone([first, second])
        const shelf = new RecordShelf()
        shelf.save(first)
        shelf.save(second)
        expect(isDeepStrictEqual([first, second], copies)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('bring back an invalid date as an invalid date', () => {
    const shelf = new RecordShelf()
    shelf.save({ due: new Date(Number.NaN) })
    expect(shelf.reopen()).toStrictEqual({ due: new Date(Number.NaN) })
  })
})
