import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kitName } from './kitName.ts'

const words = ['row', 'left', 'last', 'session', 'scratch', 'tabs']
const anyScope = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  fc.constantFrom(...words, ...words.map((word) => `%${word.charCodeAt(0).toString(16)}${word.slice(1)}`), 'a:b', '#1'),
)

describe('The names of a scope', () => {
  it('are those of old without a scope, and plain where they can be', () => {
    expect([kitName(undefined), kitName('user-7'), kitName('ann@example.org')]).toEqual([
      'autosave-kit',
      'autosave-kit:user-7',
      'autosave-kit:ann%40example.org',
    ])
  })

  it('are never those of another scope, nor of what the kit itself keeps without one', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (one, other) => {
        expect(kitName(one) === kitName(other)).toBe(one === other)
        expect(`${kitName(other)}:row:`.startsWith(`${kitName(one)}:`)).toBe(one === other)
        expect(words.map((word) => `autosave-kit:${word}`)).not.toContain(kitName(one))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(['', 'a'.repeat(201), '\uD800', 7, null])('are refused for %j', (scope) => {
    // What JavaScript hands over.
    expect(() => kitName(scope as string)).toThrow(expect.objectContaining({ code: 'INVALID_CONFIG' }))
  })
})
