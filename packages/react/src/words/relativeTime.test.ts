import { expect, test } from 'vitest'
import { relativeTime, relativeTimeChangesInMs } from './relativeTime.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = 1_800_000_000_000

test('the first minute, and a clock that was set back, need no number', () => {
  expect(relativeTime(NOW - 59_999, NOW, 'en')).toBeUndefined()
  expect(relativeTime(NOW + HOUR, NOW, 'en')).toBeUndefined()
})

test('minutes, hours and days are counted down to the whole one', () => {
  expect(relativeTime(NOW - 2.9 * MINUTE, NOW, 'en')).toBe('2 min ago')
  expect(relativeTime(NOW - 3.5 * HOUR, NOW, 'en')).toBe('3 hr ago')
  expect(relativeTime(NOW - 30 * HOUR, NOW, 'en')).toBe('yesterday')
  expect(relativeTime(NOW - 80 * HOUR, NOW, 'en')).toBe('3 days ago')
})

test('the words are of the language asked for', () => {
  expect(relativeTime(NOW - 30 * HOUR, NOW, 'fr')).toBe('hier')
})

test('the next look is exactly when the words change', () => {
  for (const age of [0, 1, 59_999, MINUTE, 90_000, 59 * MINUTE + 1, HOUR, 5 * HOUR + 1, 50 * HOUR]) {
    const wait = relativeTimeChangesInMs(NOW - age, NOW)
    const words = relativeTime(NOW - age, NOW, 'en')
    expect(relativeTime(NOW - age, NOW + wait - 1, 'en')).toBe(words)
    const isSameDay = age + wait <= 24 * HOUR
    expect(relativeTime(NOW - age, NOW + wait, 'en') !== words || !isSameDay).toBe(true)
  }
})
