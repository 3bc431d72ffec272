import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MutationWatch } from './MutationWatch.ts'

const report = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  vi.useFakeTimers()
  report.mockReset()
  vi.stubGlobal('reportError', report)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function watched(...states: readonly (() => unknown)[]): readonly string[] {
  const watch = new MutationWatch('book')
  for (const state of states) {
    watch.look(state())
    vi.advanceTimersByTime(500)
  }
  watch.end()
  return report.mock.calls.map(([error]) => String(error))
}

describe('MutationWatch', () => {
  it('tells of a member that was changed in place, wherever it is, and once', () => {
    const book = { title: 'a', chapters: [{ words: 1 }, { words: 2 }] }
    const bump = () => {
      for (const chapter of book.chapters) chapter.words += 1
      return { ...book }
    }
    const told = watched(() => book, bump, bump)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('`chapters.0` in the state of the session "book" was changed in place.')
    expect(told[0]).toContain('(MUTATED_STATE)')
  })

  it('tells of the state itself, of what was pushed, and of what was taken out', () => {
    const list = ['a', 'b']
    const count = (told: readonly string[]): number => told.length
    expect(
      count(
        watched(
          () => list,
          () => (list.push('c'), list),
        ),
      ),
    ).toBe(1)
    const named: Record<string, number> = { a: 1, b: 2 }
    expect(
      count(
        watched(
          () => named,
          () => (delete named['a'], named),
        ),
      ),
    ).toBe(2)
  })

  it('has nothing against states that are replaced, frozen, shared, in circles, or of classes', () => {
    const shared = Object.freeze({ at: new Date(0), link: new Map() })
    const circle: Record<string, unknown> = { shared }
    circle['self'] = circle
    expect(
      watched(
        () => ({ shared, circle }),
        () => ({ shared, circle, more: [shared] }),
        () => 'a text',
      ),
    ).toEqual([])
  })

  it('waits for a pause, and ends', () => {
    const watch = new MutationWatch('book')
    const book = { title: 'a' }
    watch.look(book)
    vi.advanceTimersByTime(499)
    watch.look(book)
    expect(vi.getTimerCount()).toBe(1)
    watch.end()
    expect(vi.getTimerCount()).toBe(0)
  })
})
