import { describe, expect, it, vi } from 'vitest'
import type { LeftMark } from '../environment/leftMarks.ts'
import type { SegmentHeader } from '../records/SegmentRow.ts'
import type { TabVerdict } from '../tabs/tabVerdict.ts'
import { sessionEnding } from './sessionEnding.ts'

const head: SegmentHeader = {
  sessionId: 'book',
  revision: 7,
  base: 6,
  writer: 'tab',
  savedAt: 0,
  reason: 'debounce',
  schemaVersion: 1,
}

describe('sessionEnding', () => {
  it('asks for no further mark, and for no tab, once one says that the tab left', async () => {
    const isAlive = vi.fn<() => Promise<undefined>>()
    let askedCount = 0
    const marks = function* (): Generator<LeftMark> {
      for (const revision of [6, 7, 8]) {
        askedCount += 1
        yield { tabId: 'tab', revision }
      }
    }
    expect(await sessionEnding(head, { known: marks() }, isAlive)).toBe('left')
    expect(askedCount).toBe(2)
    expect(isAlive).not.toHaveBeenCalled()
  })

  it('looks for a mark once more when the tab is gone: it may have left in order while it was asked for', async () => {
    const gone = (): Promise<TabVerdict> => Promise.resolve({ isAlive: false, certain: true })
    const again = (): Promise<LeftMark[]> => Promise.resolve([{ tabId: 'tab', revision: 8 }])
    expect(await sessionEnding(head, { known: [undefined], again }, gone)).toBe('left')
  })

  it.each([
    [{ isAlive: true, certain: true }, 'alive'],
    [{ isAlive: true, certain: false }, 'alive'],
    [{ isAlive: false, certain: true }, 'crashed'],
    [{ isAlive: false, certain: false }, 'unknown'],
    [undefined, 'unknown'],
  ])('goes by the tab itself when no mark is its own and new enough: %o is %s', async (verdict, ending) => {
    const marks = [undefined, { tabId: 'tab', revision: 6 }, { tabId: 'other', revision: 7 }]
    expect(
      await sessionEnding(head, { known: marks, again: () => Promise.resolve(marks) }, () => Promise.resolve(verdict)),
    ).toBe(ending)
  })
})
