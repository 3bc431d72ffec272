import { describe, expect, it } from 'vitest'
import { parsePath } from './parsePath.ts'

const named = (...names: string[]): unknown[] => names.map((name) => ({ match: 'name', name }))

describe('parsePath', () => {
  it('reads names, stars and double stars', () => {
    expect(parsePath('chunks.*.audio')).toEqual([...named('chunks'), { match: 'any' }, ...named('audio')])
    expect(parsePath('**.preview')).toEqual([{ match: 'deep' }, ...named('preview')])
    expect(parsePath('items.0')).toEqual(named('items', '0'))
  })

  it('takes a sign behind a backslash for a part of the name', () => {
    expect(parsePath(String.raw`app\.json.a\*b.c\\d.e\[0\]`)).toEqual(named('app.json', 'a*b', 'c\\d', 'e[0]'))
    expect(parsePath(String.raw`\*.\*\*`)).toEqual(named('*', '**'))
    expect(parsePath(String.raw`\\.x`)).toEqual(named('\\', 'x'))
  })

  it('takes names of the language for names', () => {
    expect(parsePath('__proto__.constructor')).toEqual(named('__proto__', 'constructor'))
  })

  it.each(['', '.', '.a', 'a.', 'a..b', 'a*', '***', '*.b*', 'items[0]', 'items[*].a', 'a\\', 'a.b\\'])(
    'refuses %j, which would match nothing without a word',
    (path) => {
      expect(() => parsePath(path)).toThrow(TypeError)
    },
  )
})
