import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyState } from './copyState.ts'
import { shareUnchanged } from './shareUnchanged.ts'

describe('shareUnchanged', () => {
  it('answers with the old value when all is equal, whatever it is made of', () => {
    const old = {
      list: [1, Number.NaN, -0, null, undefined, 5n, 'text'],
      at: new Date(3),
      map: new Map([['a', { x: 1 }]]),
      set: new Set([[1], [2]]),
      floats: new Float64Array([1.5, Number.NaN]),
      buffer: Uint8Array.of(1, 2, 3).buffer,
    }
    expect(shareUnchanged(old, structuredClone(old))).toBe(old)
  })

  it.each([
    [{ a: 0 }, { a: -0 }],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: undefined }, {}],
    [
      [1, 2],
      [1, 2, 3],
    ],
    [[1], { 0: 1 }],
    [new Date(1), new Date(2)],
    [new Map([['a', 1]]), new Map([['a', 2]])],
    [new Set([1, 2]), new Set([2, 1])],
    [new Uint8Array([1]), new Int8Array([1])],
    [new Uint8Array([1, 2]), new Uint8Array([1, 3])],
    [{ a: 1 }, null],
  ])('tells %j from %j', (old, next) => {
    const shared = shareUnchanged(old, next)
    expect(shared).not.toBe(old)
    expect(shared).toStrictEqual(next)
  })

  it('keeps the objects beside a change, and changes neither side', () => {
    const old = { one: { x: 1 }, two: { y: [{ z: 1 }, { z: 2 }] } }
    const next = structuredClone(old)
    next.two.y[1] = { z: 3 }
    const [oldText, nextText] = [JSON.stringify(old), JSON.stringify(next)]
    const shared = Object(shareUnchanged(old, next))
    expect(shared).toEqual(next)
    expect([shared.one, shared.two.y[0]]).toEqual([old.one, old.two.y[0]])
    expect(shared.one === old.one && shared.two.y[0] === old.two.y[0]).toBe(true)
    expect([JSON.stringify(old), JSON.stringify(next)]).toEqual([oldText, nextText])
  })

  it('takes names of the language for names', () => {
    const old: unknown = JSON.parse('{"__proto__":{"x":1},"constructor":2}')
    const next: unknown = JSON.parse('{"__proto__":{"x":1},"constructor":3}')
    const shared = shareUnchanged(old, next)
    expect(Object.getPrototypeOf(shared)).toBe(Object.prototype)
    expect(JSON.stringify(shared)).toBe('{"__proto__":{"x":1},"constructor":3}')
    expect(shareUnchanged(old, copyState(old))).toBe(old)
  })

  it('ends on a result that holds itself', () => {
    const next: Record<string, unknown> = { a: 1 }
    next['self'] = next
    const shared = Object(shareUnchanged({ a: 1, self: { a: 1, self: null } }, next))
    expect(shared.self.self.self).toBe(next)
  })

  it('is always deep-equal to what came new, and the old value itself after a copy', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true }), (value) => {
        const copy = copyState(value)
        expect(copy).toEqual(value)
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (old, next) => {
        expect(shareUnchanged(old, next)).toStrictEqual(next)
        expect(shareUnchanged(old, copyState(old))).toBe(old)
      }),
      { numRuns: 500 },
    )
  })
})
