import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSameContent } from './isSameContent.ts'

test('a copy says the same, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isSameContent(value, structuredClone(value))).toBe(true)
    }),
  )
})

test('two values say the same only when their JSON does, whatever the order of keys', () => {
  const sorted = (value: unknown): string =>
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    )
  const value = fc.jsonValue({ maxDepth: 2 }).filter((json) => !JSON.stringify(json).includes('-0'))
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(isSameContent(a, b)).toBe(Object.is(a, b) || sorted(a) === sorted(b))
    }),
  )
})

test('a missing key is not a key without a value, and what is not plain is compared by identity', () => {
  expect(isSameContent({ a: undefined }, { b: undefined })).toBe(false)
  expect(isSameContent({ a: undefined }, {})).toBe(false)
  expect(isSameContent(new Date(0), new Date(0))).toBe(false)
  expect(isSameContent([], {})).toBe(false)
})
