import { describe, expect, it } from 'vitest'
import { compileExclusions } from '../exclusion/compileExclusions.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import { RecordShelf } from './RecordShelf.fixture.ts'

function matcher(exclude: readonly string[], include: readonly string[] = []): PathMatcher {
  const { root } = compileExclusions({ exclude, include, secrets: 'exclude' })
  if (root === 'excluded') throw new Error('everything is excluded')
  return root
}

/** Long enough for its container to be split into records. */
const filler = 'whale '.repeat(500)

/** What comes back of a state: small, as one record, and large, split into many. */
function kept(state: Record<string, unknown>, rules: PathMatcher): readonly unknown[] {
  return [state, { ...state, filler }, { ...state, nest: Array.from({ length: 40 }, () => ({ filler })) }].map(
    (each) => {
      const shelf = new RecordShelf({ matcher: rules })
      shelf.save(each)
      const { filler: _, nest: __, ...rest } = shelf.reopen() as Record<string, unknown>
      return rest
    },
  )
}

describe('What is excluded', () => {
  it('does not shift its neighbours in an array', () => {
    const state = { list: ['a', 'b', 'c'], chunks: [{ at: 0 }, { at: 1 }, { at: 2 }] }
    for (const back of kept(state, matcher(['list.1', 'chunks.0']))) {
      expect(back).toStrictEqual({ list: ['a', undefined, 'c'], chunks: [undefined, { at: 1 }, { at: 2 }] })
    }
  })

  it('is not there under its key, and null stays null', () => {
    const state = { user: { name: 'Ishmael', password: 'Pequod', apiKey: null, middle: null }, token: 'x', tokens: [1] }
    for (const back of kept(state, matcher([]))) {
      expect(back).toStrictEqual({ user: { name: 'Ishmael', middle: null }, tokens: [1] })
    }
  })

  it('comes back when it is included', () => {
    const state = { form: { pin: '1234', otp: '99', draft: { a: 1, b: 2 } } }
    for (const back of kept(state, matcher(['form.draft'], ['form.pin', 'form.draft.b']))) {
      expect(back).toStrictEqual({ form: { pin: '1234', draft: { b: 2 } } })
    }
  })

  it('is in no record, whatever holds it', () => {
    const secret = 'Ahab-was-here'
    const state = {
      password: secret,
      map: new Map<string, unknown>([
        ['secret', secret],
        ['a', { token: secret, long: filler }],
      ]),
      set: new Set([{ credentials: { secret }, long: filler }]),
      deep: [{ deep: [{ apiKey: secret, long: filler }] }],
      long: { privateKey: secret + filler.repeat(8) },
    }
    const shelf = new RecordShelf({ matcher: matcher([]) })
    const { excludedPaths, leftOutPaths } = shelf.diff(state)
    expect(JSON.stringify(Array.from(shelf.records.values()))).not.toContain(secret)
    expect(leftOutPaths).toEqual([])
    expect(excludedPaths.toSorted()).toEqual([
      'deep.0.deep.0.apiKey',
      'long.privateKey',
      'map.a.token',
      'map.secret',
      'password',
      'set.0.credentials',
    ])
  })

  it('is forgotten by the next save when the element moves under another rule', () => {
    const chunks = Array.from({ length: 30 }, (_, at) => ({ at, note: filler }))
    const shelf = new RecordShelf({ matcher: matcher(['0.note']) })
    shelf.save(chunks)
    shelf.save(chunks.toReversed())
    expect(shelf.reopen()).toStrictEqual(chunks.toReversed().map((chunk, at) => (at === 0 ? { at: chunk.at } : chunk)))
  })
})

describe('What cannot be stored', () => {
  class Ahab {
    leg = 'whalebone'
  }

  const strange = (): Record<string, unknown> => {
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    const detached = new ArrayBuffer(8)
    structuredClone(detached, { transfer: [detached] })
    return {
      ahab: new Ahab(),
      error: new Error('no'),
      pattern: /whale/,
      promise: Promise.resolve(),
      weak: new WeakMap(),
      boxed: Object('text'),
      revoked: revoked.proxy,
      thrower: new Proxy(
        { a: 1 },
        {
          ownKeys: () => {
            throw new Error('no')
          },
        },
      ),
    }
  }

  it('is named by path, left out, and the rest is saved, in small states and in large', () => {
    for (const around of [{}, { filler }, { filler, more: Array.from({ length: 30 }, () => ({ filler })) }]) {
      const shelf = new RecordShelf()
      const state = { ...strange(), ...around, list: [1, new Ahab(), 3], title: 'kept' }
      const { leftOutPaths } = shelf.diff(state)
      expect(leftOutPaths.toSorted()).toEqual([...Object.keys(strange()), 'list.1'].toSorted())
      expect(shelf.reopen()).toStrictEqual({ ...around, list: [1, undefined, 3], title: 'kept' })
      expect(shelf.lostIds).toEqual([])
    }
  })

  it('does not take along what was stored under its name before', () => {
    const shelf = new RecordShelf()
    shelf.save({ filler, captain: { name: 'Ahab', filler } })
    shelf.save({ filler, captain: new Ahab() })
    expect(shelf.lostIds).toEqual([])
    expect(shelf.reopen()).toStrictEqual({ filler })
  })

  it('is not a proxy that lets itself be read', () => {
    const shelf = new RecordShelf()
    const plain = { crew: [{ name: 'Starbuck' }], filler }
    const seeThrough = (target: object): object =>
      new Proxy(target, {
        get(object, name) {
          const value: unknown = Reflect.get(object, name)
          return typeof value === 'object' && value !== null ? seeThrough(value) : value
        },
      })
    expect(shelf.diff(seeThrough(plain)).leftOutPaths).toEqual([])
    expect(shelf.reopen()).toStrictEqual(plain)
  })
})

describe('Files and Blobs', () => {
  const cover = new File(['a white whale'], 'cover.txt', { type: 'text/plain', lastModified: 1_851 })

  it('are left out by rule when they are not to be stored', () => {
    const shelf = new RecordShelf()
    const { excludedPaths, leftOutPaths } = shelf.diff({ title: 'kept', cover, list: [cover, 1] })
    expect([excludedPaths, leftOutPaths]).toEqual([['cover', 'list.0'], []])
    expect(shelf.reopen()).toStrictEqual({ title: 'kept', list: [undefined, 1] })
  })

  it('wait for their content to be read, then come back as what they were', async () => {
    const large = new Blob([new Uint8Array(200_000).fill(9)], { type: 'audio/wav' })
    const contents = new Map<Blob, Uint8Array>()
    const shelf = new RecordShelf({ attachments: { bytesOf: (blob) => contents.get(blob) } })
    const state = { title: 'kept', cover, take: large, cast: new Map([['x', cover]]) }
    const first = shelf.diff(state)
    expect([...first.unreadBlobs]).toEqual([cover, large])
    expect(first.leftOutPaths).toEqual(['cover', 'take', 'cast.x'])
    for (const blob of first.unreadBlobs) contents.set(blob, new Uint8Array(await blob.arrayBuffer()))
    const second = shelf.diff({ ...state })
    expect([second.unreadBlobs.size, second.leftOutPaths]).toEqual([0, []])
    const back = shelf.reopen() as typeof state
    expect(back.cover).toBeInstanceOf(File)
    expect([back.cover.name, back.cover.type, back.cover.lastModified]).toEqual(['cover.txt', 'text/plain', 1_851])
    expect(await back.cover.text()).toBe('a white whale')
    expect([back.take.type, back.take.size, await back.cast.get('x')?.text()]).toEqual([
      'audio/wav',
      200_000,
      'a white whale',
    ])
  })
})
