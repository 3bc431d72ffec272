import { describe, expect, it } from 'vitest'
import { resolveConfig } from '../config/resolveConfig.ts'
import { stateToJson } from './stateToJson.ts'

const toJson = (state: unknown, exclude: string[] = []): unknown =>
  JSON.parse(stateToJson(state, resolveConfig({ exclude })))

describe('stateToJson', () => {
  it('writes every kind of value as the nearest thing JSON has', () => {
    const state = {
      text: 'a',
      none: undefined,
      big: 12n,
      at: new Date(0),
      names: new Map<unknown, unknown>([
        ['a', 1],
        [7, new Set([1, 2])],
      ]),
      bytes: new Uint8Array([1, 2, 3]),
      file: new File(['abc'], 'a.txt', { type: 'text/plain' }),
      preview: 'blob:http://localhost/1',
      act: () => 1,
    }
    expect(toJson(state)).toEqual({
      text: 'a',
      big: '12',
      at: '1970-01-01T00:00:00.000Z',
      names: { a: 1, 7: [1, 2] },
      bytes: 'AQID',
      file: { name: 'a.txt', size: 3, type: 'text/plain' },
    })
  })

  it('holds no secret and nothing that is excluded, at any depth', () => {
    const state = { user: { name: 'Ishmael', password: 'x' }, drafts: [{ text: 'a', cover: 'b' }], cache: { of: 1 } }
    const text = JSON.stringify(toJson(state, ['cache', 'drafts.*.cover']))
    expect(text).toBe('{"user":{"name":"Ishmael"},"drafts":[{"text":"a"}]}')
    expect(toJson(state, ['**'])).toBeNull()
  })

  it('leaves out cycles, instances of classes and what throws, and keeps what is around them', () => {
    const circle: Record<string, unknown> = { title: 'a' }
    circle['self'] = circle
    class Ship {}
    const throwing = Object.defineProperty({ title: 'b' }, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(toJson({ circle, ship: new Ship(), list: [1, new Ship(), proxy], throwing })).toMatchObject({
      circle: { title: 'a' },
      list: [1, null, null],
    })
    expect(JSON.stringify(toJson({ ship: new Ship() }))).toBe('{}')
  })
})
