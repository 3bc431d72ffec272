import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExclusionOptions, compileExclusions } from './compileExclusions.ts'
import { isSecretKey } from './isSecretKey.ts'
import { type PathStep, parsePath } from './parsePath.ts'
import type { PathMatcher } from './PathMatcher.ts'

function rootOf(options: Partial<ExclusionOptions>): PathMatcher {
  const { root } = compileExclusions({ exclude: [], include: [], secrets: 'exclude', ...options })
  if (root === 'excluded') throw new Error('The state itself is excluded.')
  return root
}

/** A step is a member's name, or an element's index. */
function walk(root: PathMatcher, steps: readonly (string | number)[]): PathMatcher | 'excluded' {
  let place: PathMatcher | 'excluded' = root
  for (const step of steps) {
    if (place === 'excluded') return place
    place = typeof step === 'number' ? place.element(step) : place.member(step)
  }
  return place
}

/** What becomes of a value without members at the end of a path. */
function isKept(options: Partial<ExclusionOptions>, ...steps: (string | number)[]): boolean {
  const place = walk(rootOf(options), steps)
  return place !== 'excluded' && !place.isPassage
}

describe('compileExclusions', () => {
  it('keeps everything but secrets when no paths are given, and says that names alone decide', () => {
    const root = rootOf({})
    expect(root.isFree).toBe(true)
    expect(root.member('title')).toBe(root)
    expect(root.element(3)).toBe(root)
    expect(root.member('password')).toBe('excluded')
    expect(walk(root, ['user', 0, 'apiKey'])).toBe('excluded')
  })

  it('excludes what a path names, with all that lies in it, and nothing beside it', () => {
    const options = { exclude: ['user.draft', 'preview'] }
    expect(isKept(options, 'user', 'draft')).toBe(false)
    expect(isKept(options, 'preview', 'image', 0)).toBe(false)
    expect(isKept(options, 'user', 'name')).toBe(true)
    expect(isKept(options, 'draft')).toBe(true)
    expect(isKept(options, 'other', 'preview')).toBe(true)
  })

  it('takes a star for exactly one step', () => {
    const options = { exclude: ['chunks.*.audio'] }
    expect(isKept(options, 'chunks', 7, 'audio')).toBe(false)
    expect(isKept(options, 'chunks', 'a', 'audio')).toBe(false)
    expect(isKept(options, 'chunks', 'audio')).toBe(true)
    expect(isKept(options, 'chunks', 7, 'take', 'audio')).toBe(true)
  })

  it('takes two stars for any number of steps, none included', () => {
    const options = { exclude: ['chunks.**.audio'] }
    for (const steps of [
      ['chunks', 'audio'],
      ['chunks', 7, 'audio'],
      ['chunks', 7, 'a', 'b', 'audio', 'c'],
    ]) {
      expect(isKept(options, ...steps)).toBe(false)
    }
    expect(isKept(options, 'audio')).toBe(true)
    expect(isKept(options, 'chunks', 7, 'text')).toBe(true)
  })

  it('excludes one element of an array without a word about its neighbours', () => {
    const items = rootOf({ exclude: ['items.1'] }).member('items')
    if (items === 'excluded') throw new Error('The array is excluded.')
    expect([0, 1, 2, 11].map((index) => items.element(index) !== 'excluded')).toEqual([true, false, true, true])
    expect(items.isFree).toBe(false)
  })

  it('lets an included path in from an excluded one, through a passage that keeps nothing else', () => {
    const options = { exclude: ['user'], include: ['user.name'] }
    const user = walk(rootOf(options), ['user'])
    expect(user).toMatchObject({ isPassage: true, isFree: false })
    expect(isKept(options, 'user')).toBe(false)
    expect(isKept(options, 'user', 'name')).toBe(true)
    expect(isKept(options, 'user', 'name', 'first')).toBe(true)
    expect(walk(rootOf(options), ['user', 'address'])).toBe('excluded')
  })

  it('stores only what is included when everything is excluded', () => {
    const options = { exclude: ['**'], include: ['title', 'chunks.*.text'] }
    expect(isKept(options, 'title')).toBe(true)
    expect(isKept(options, 'chunks', 3, 'text')).toBe(true)
    expect(walk(rootOf(options), ['chunks', 3, 'audio'])).toBe('excluded')
    expect(walk(rootOf(options), ['cache'])).toBe('excluded')
    expect(compileExclusions({ exclude: ['**'], include: [], secrets: 'store' }).root).toBe('excluded')
  })

  it.each([
    [{ exclude: ['user'], include: ['user'] }, ['user'], true],
    [{ exclude: ['user.*'], include: ['user'] }, ['user', 'name'], false],
    [{ exclude: ['user'], include: ['*.name'] }, ['user', 'name'], true],
    [{ exclude: ['user.name'], include: ['user.**'] }, ['user', 'name'], false],
    [{ exclude: ['user.name'], include: ['*.*'] }, ['user', 'name'], false],
    [{ exclude: ['*.*'], include: ['user.name'] }, ['user', 'name', 'first'], true],
    [{ exclude: ['**.audio'], include: ['chunks.*.audio'] }, ['chunks', 3, 'audio'], true],
    [{ exclude: ['chunks.*.audio'], include: ['**.audio'] }, ['chunks', 3, 'audio'], false],
    [{ exclude: ['a.b.c'], include: ['**.x'] }, ['a', 'b', 'c', 'x'], false],
    [{ exclude: ['a'], include: ['a.b'] }, ['a', 'b', 'c'], true],
    [{ exclude: ['a', 'a.b.c'], include: ['a.b'] }, ['a', 'b', 'c'], false],
    [{ exclude: ['a'], include: ['**'] }, ['a', 'b'], false],
  ])('lets the more specific path decide, and include when they are equal: %j at %j', (options, steps, expected) => {
    expect(isKept(options, ...steps)).toBe(expected)
  })

  it('does not walk into what nothing included can be in', () => {
    expect(walk(rootOf({ exclude: ['a'], include: ['**', '*.x'] }), ['a', 'y'])).toBe('excluded')
    expect(walk(rootOf({ exclude: ['a'], include: ['**'] }), ['a'])).toBe('excluded')
  })
})

describe('compileExclusions on secrets', () => {
  it('brings back a secret that an included path names', () => {
    expect(isKept({ include: ['login.password'] }, 'login', 'password')).toBe(true)
    expect(isKept({ include: ['login.password'] }, 'other', 'password')).toBe(false)
    expect(isKept({ include: ['**.token'] }, 'words', 5, 'token')).toBe(true)
    expect(isKept({ include: ['words.*.token'] }, 'words', 5, 'token', 'text')).toBe(true)
    expect(isKept({ include: ['vault.**'] }, 'vault', 'credentials', 'password')).toBe(true)
    expect(isKept({ include: ['**'] }, 'password')).toBe(true)
  })

  it('keeps secrets out of what is included only around them', () => {
    expect(isKept({ include: ['login'] }, 'login', 'password')).toBe(false)
    expect(isKept({ include: ['credentials'] }, 'credentials', 'username')).toBe(true)
    expect(isKept({ include: ['credentials'] }, 'credentials', 'password')).toBe(false)
  })

  it('lets an included part in from inside a secret, and nothing else of it', () => {
    const options = { include: ['credentials.username'] }
    expect(isKept(options, 'credentials', 'username')).toBe(true)
    expect(isKept(options, 'credentials', 'note')).toBe(false)
    expect(isKept(options, 'credentials')).toBe(false)
  })

  it('still excludes an included secret that a more specific path excludes', () => {
    expect(isKept({ exclude: ['a.b'], include: ['**.password'] }, 'a', 'b', 'password')).toBe(false)
    expect(isKept({ exclude: ['a.*.password'], include: ['a'] }, 'a', 'b', 'password')).toBe(false)
  })

  it('stores them all when told to, and paths still count', () => {
    const options = { secrets: 'store', exclude: ['login.password'] } as const
    expect(isKept(options, 'token')).toBe(true)
    expect(isKept(options, 'login', 'password')).toBe(false)
    const root = rootOf({ secrets: 'store' })
    expect(root.isFree && root.member('password')).toBe(root)
  })
})

describe('a matcher', () => {
  it('tells dotted, starred and prototype-like names from paths', () => {
    const options = { exclude: [String.raw`files.app\.json`, String.raw`\*`, '__proto__.x', 'constructor', 'toString'] }
    expect(isKept(options, 'files', 'app.json')).toBe(false)
    expect(isKept(options, 'files', 'app', 'json')).toBe(true)
    expect(isKept(options, '*')).toBe(false)
    expect(isKept(options, 'any')).toBe(true)
    expect(isKept(options, '__proto__', 'x')).toBe(false)
    expect(isKept(options, '__proto__', 'y')).toBe(true)
    expect(isKept(options, 'constructor')).toBe(false)
    expect(isKept({}, 'constructor', 'hasOwnProperty')).toBe(true)
  })

  it('is free again beside and behind what paths can reach', () => {
    const root = rootOf({ exclude: ['a.b'], include: ['c.password'] })
    expect(root.isFree).toBe(false)
    expect(walk(root, ['a'])).toMatchObject({ isFree: false })
    expect(walk(root, ['a', 'x'])).toMatchObject({ isFree: true })
    expect(walk(root, ['d'])).toMatchObject({ isFree: true })
    expect(walk(root, ['c', 'password'])).toMatchObject({ isFree: true })
  })

  it('is free under names excluded at any depth: names alone decide', () => {
    const silent = rootOf({ exclude: ['**.audio', '**.video'] })
    expect(silent.isFree).toBe(true)
    expect([silent.member('text'), silent.member('audio')]).toEqual([silent, 'excluded'])
    const trusting = rootOf({ include: ['**.token'] })
    expect(trusting.isFree).toBe(true)
    expect([trusting.member('token'), trusting.member('text')]).toEqual([trusting, trusting])
    expect(trusting.member('otp')).toMatchObject({ isPassage: true, isFree: false })
    expect(rootOf({ exclude: ['**.3'] }).isFree).toBe(false)
    const deep = rootOf({ exclude: ['**.a.b'] })
    expect([deep.isFree, deep.member('x') === deep, deep.member('a') === deep]).toEqual([true, true, false])
  })

  it('is one object for all places where the same rules hold', () => {
    const root = rootOf({ exclude: ['chunks.*.audio'] })
    expect(walk(root, ['chunks', 1])).toBe(walk(root, ['chunks', 9_999]))
    expect(walk(root, ['chunks', 1, 'text'])).toBe(walk(root, ['title']))
  })

  it('does not grow without end on rules that could be told apart in a million ways', () => {
    const root = rootOf({ exclude: ['**.a.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.b'] })
    expect(isKept({ exclude: ['**.a.*.*.b'] }, 'a', 'a', 'a', 'x', 'b')).toBe(false)
    expect(
      walk(
        root,
        Array.from({ length: 60 }, () => 'a'),
      ),
    ).not.toBe('excluded')
  })
})

/** The rules said plainly, one way at a time: what the matchers must come to. */
function isKeptPlainly({ exclude, include }: ExclusionOptions, names: readonly string[]): boolean {
  const weigh = (path: string): number => {
    const steps = parsePath(path)
    return (
      1 +
      steps.filter(({ match }) => match === 'any').length +
      1e5 * steps.filter(({ match }) => match === 'name').length
    )
  }
  let [included, excluded] = [0, -1]
  for (let length = 0; length <= names.length; length += 1) {
    const way = names.slice(0, length)
    const heaviest = (paths: readonly string[]): number =>
      Math.max(-1, ...paths.filter((path) => doesMatch(parsePath(path), way)).map(weigh))
    const hereIncluded = heaviest(include)
    if (isSecretKey(way.at(-1) ?? '') && hereIncluded < 0) [included, excluded] = [-1, Math.max(excluded, 0)]
    included = Math.max(included, hereIncluded)
    excluded = Math.max(excluded, heaviest(exclude))
  }
  return included >= excluded
}

function doesMatch([step, ...rest]: readonly PathStep[], way: readonly string[]): boolean {
  if (step === undefined) return way.length === 0
  if (step.match === 'deep') return doesMatch(rest, way) || (way.length > 0 && doesMatch([step, ...rest], way.slice(1)))
  const isStep = way.length > 0 && (step.match === 'name' ? step.name === way[0] : true)
  return isStep && doesMatch(rest, way.slice(1))
}

describe('matchers and the plain rules', () => {
  const name = fc.constantFrom('a', 'b', 'password')
  const step = fc.oneof({ arbitrary: name, weight: 3 }, fc.constantFrom('*', '**'))
  const paths = fc.array(
    fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('.')),
    { maxLength: 4 },
  )

  it('agree on any paths and any place', () => {
    fc.assert(
      fc.property(paths, paths, fc.array(name, { maxLength: 6 }), (exclude, include, names) => {
        const options = { exclude, include, secrets: 'exclude' } as const
        const { root } = compileExclusions(options)
        const place = root === 'excluded' ? root : walk(root, names)
        expect(place !== 'excluded' && !place.isPassage).toBe(isKeptPlainly(options, names))
        expect(place !== 'excluded' && place.isFree && place.element(0) !== place).toBe(false)
      }),
      { numRuns: 20_000, examples: [[['a.b'], ['**.a', 'a.b'], ['a', 'b', 'password', 'a']]] },
    )
  })
})
