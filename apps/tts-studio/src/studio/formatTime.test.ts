import { expect, it } from 'vitest'
import { formatLength, formatTime } from './formatTime.ts'

it('writes times as a player does', () => {
  expect([0, 7_400, 61_000, 3_723_000].map(formatTime)).toEqual(['0:00', '0:07', '1:01', '1:02:03'])
})

it('writes lengths in words, rounded to what matters', () => {
  expect([200, 8_000, 60_000, 300_000, 79_000_000].map(formatLength)).toEqual([
    '1 second',
    '8 seconds',
    '1 minute',
    '5 minutes',
    '22 hours',
  ])
})
