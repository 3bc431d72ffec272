import { describe, expect, it } from 'vitest'
import { keepTyped } from './keepTyped.ts'

describe('keepTyped', () => {
  it('brings in what was stored where nothing was typed', () => {
    const baseline = { title: '', body: '' }
    const stored = { title: 'Loomings', body: 'Call me Ishmael.', tags: ['whale'] }
    expect(keepTyped(baseline, baseline, stored)).toBe(stored)
    expect(keepTyped(baseline, { ...baseline, title: 'typed' }, stored)).toEqual({ ...stored, title: 'typed' })
  })

  it('goes down into objects and lists', () => {
    const baseline = { voice: { name: 'slt', speed: 1 }, chunks: [] as string[] }
    const typed = { voice: { ...baseline.voice, speed: 2 }, chunks: ['typed'] }
    const stored = { voice: { name: 'rms', speed: 1.5 }, chunks: ['a', 'b'] }
    expect(keepTyped(baseline, typed, stored)).toEqual({
      voice: { name: 'rms', speed: 2 },
      chunks: ['a', 'b', 'typed'],
    })
  })

  it('takes a copy with the same content for untouched: an empty list that was made anew hides no stored one', () => {
    const baseline = { title: '', chapters: [] as string[], seen: new Map<string, number>() }
    const typed = { title: 'typed', chapters: [], seen: new Map() }
    const stored = { title: 'Loomings', chapters: ['a', 'b'], seen: new Map([['a', 1]]) }
    expect(keepTyped(baseline, typed, stored)).toEqual({ ...stored, title: 'typed' })
  })

  it('removes what was removed, unless it was changed elsewhere, and adds no key that nobody has', () => {
    const baseline = { a: 1, b: 2, c: 3, d: 4 }
    const merged = keepTyped(baseline, { a: 1, c: 4 }, { b: 5, d: 4 })
    expect(merged).toStrictEqual({ b: 5, c: 4 })
  })

  it('changes none of its arguments and keeps odd keys as data', () => {
    const odd = (value: number): object => JSON.parse(`{"__proto__":${value}}`) as object
    const [baseline, typed, stored] = [odd(1), odd(2), odd(3)]
    const merged = keepTyped(baseline, typed, stored)
    expect(JSON.stringify([baseline, typed, stored, merged])).toBe(
      '[{"__proto__":1},{"__proto__":2},{"__proto__":3},{"__proto__":2}]',
    )
  })
})
