import { describe, expect, test } from 'vitest'
import { storyError, storySnapshot } from '../stories/storySnapshot.ts'
import { mostUrgent } from './mostUrgent.ts'

const idle = storySnapshot({ sessionId: 'idle', status: 'idle' })
const saved = storySnapshot({ sessionId: 'saved', status: 'saved', savedAt: 1_000 })
const unsaved = storySnapshot({ sessionId: 'unsaved', status: 'unsaved' })
const saving = storySnapshot({ sessionId: 'saving', status: 'saving' })
const conflict = storySnapshot({ sessionId: 'conflict', status: 'conflict' })
const error = storySnapshot({ sessionId: 'error', status: 'error', error: storyError('QUOTA_EXCEEDED') })

describe('the session a badge speaks for', () => {
  test('is the one in trouble, then the one at work, then the one at rest, in whatever order they come', () => {
    const byUrgency = [error, conflict, saving, unsaved, saved, idle]
    for (const [index, snapshot] of byUrgency.entries()) {
      const others = byUrgency.slice(index)
      expect(mostUrgent(others)).toBe(snapshot)
      expect(mostUrgent(others.toReversed())).toBe(snapshot)
    }
  })

  test('is the one that will not mend by itself, of two that fail', () => {
    const final = storySnapshot({ status: 'error', error: storyError('INVALID_CONFIG') })
    expect(mostUrgent([error, final])).toBe(final)
    expect(mostUrgent([final, error])).toBe(final)
  })

  test('is the one that is paused, then the one with parts left out, then the newest, of those that are saved', () => {
    const newest = storySnapshot({ status: 'saved', savedAt: 2_000 })
    const partial = storySnapshot({ status: 'saved', savedAt: 10, leftOutPaths: ['cover'] })
    const paused = storySnapshot({ status: 'saved', savedAt: 5, pauseReasons: ['manual'] })
    expect(mostUrgent([saved, newest, partial, paused])).toBe(paused)
    expect(mostUrgent([newest, partial, saved])).toBe(partial)
    expect(mostUrgent([newest, saved])).toBe(newest)
  })

  test('is none where there is none', () => {
    expect(mostUrgent([])).toBeUndefined()
  })
})
