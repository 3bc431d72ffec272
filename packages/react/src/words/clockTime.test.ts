import { expect, test } from 'vitest'
import { clockTime } from './clockTime.ts'

const now = new Date(2026, 10, 23, 18, 30).getTime()

test('today needs no day', () => {
  expect(clockTime(new Date(2026, 10, 23, 14, 2).getTime(), { now, locale: 'en-GB' })).toBe('14:02')
})

test('a day before today is named, in the language asked for', () => {
  const at = new Date(2026, 10, 22, 14, 2).getTime()
  expect(clockTime(at, { now, locale: 'en-GB' })).toBe('22 Nov, 14:02')
  expect(clockTime(at, { now, locale: 'de' })).toBe('22. Nov., 14:02')
})

test('a moment that is near is given to the second', () => {
  const at = new Date(2026, 10, 23, 18, 30, 8).getTime()
  expect(clockTime(at, { now, locale: 'en-GB', hasSeconds: true })).toBe('18:30:08')
})
