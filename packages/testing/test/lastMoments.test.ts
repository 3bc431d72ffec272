import type { SegmentRow } from '@autosave-kit/core'
import { describe, expect, it } from 'vitest'
import { beforeLastMoments } from '../src/simulation/beforeLastMoments.ts'
import { passedOver } from '../src/simulation/passedOver.ts'

type Reason = SegmentRow['reason']

function row([revision, base]: readonly [number, number], writer: string, reason: Reason): SegmentRow {
  const rest = { sessionId: 'book', part: 0, partCount: 1, savedAt: 0, schemaVersion: 1, format: 3, checksum: 0 }
  return { ...rest, revision, base, writer, reason, payload: '' }
}

describe('What the oracle makes of last moments', () => {
  // Seed 621937: an app's error is a last moment too; it is written behind a gap, and another page's may be in front of it.
  it.each(['leave', 'error'] as const)(
    'counts two of the reason %s that knew nothing of each other as nothing written over',
    (reason) => {
      const rows = [row([1, 0], 'a', 'manual'), row([14, 1], 'b', reason), row([65, 1], 'a', reason)]
      expect(beforeLastMoments(rows, 'before', 'after')).toBe('after')
      expect(passedOver(rows).map(({ revision }) => revision)).toEqual([65])
    },
  )

  it('counts an ordinary commit in the place of a last moment as one that has to have seen it', () => {
    const rows = [row([1, 0], 'a', 'manual'), row([2, 1], 'b', 'early'), row([3, 1], 'a', 'early')]
    expect(beforeLastMoments(rows, 'before', 'after')).toBe('before')
    expect(passedOver(rows)).toEqual([])
  })
})
