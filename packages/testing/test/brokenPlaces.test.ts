import type { SegmentStorage } from '@autosave-kit/core'
import { describe, expect, it } from 'vitest'
import { LawBroken, type PlacesSabotage, simulate } from '../src/index.ts'
import { delegate } from './delegate.ts'

/** A demand is held to be made when whoever does not meet it is found out within so many seeds. */
const SEEDS = 200

async function expectNoticed(laws: readonly number[], sabotage: PlacesSabotage): Promise<void> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { failure } = await simulate(seed, { isInPlaces: true, sabotage })
    if (failure === undefined) continue
    expect(failure).toBeInstanceOf(LawBroken)
    expect(laws).toContain(failure instanceof LawBroken ? failure.law : undefined)
    return
  }
  expect.unreachable('nothing was noticed')
}

function badStorage(changes: (storage: SegmentStorage) => Partial<SegmentStorage>): PlacesSabotage {
  return {
    surroundings: (surroundings) => ({
      ...surroundings,
      storage: delegate(surroundings.storage, changes(surroundings.storage)),
    }),
  }
}

describe('The world notices a storage of several places that', () => {
  it('calls disk what is in localStorage, or in memory', () =>
    expectNoticed(
      [2],
      badStorage((storage) => ({ append: (rows, options) => storage.append(rows, options).then(() => 'disk') })),
    ))

  it('loses what is in localStorage when it brings that back', () =>
    expectNoticed([2, 3, 7], {
      local: (local) => {
        const access = local.accessFrom.bind(local)
        local.accessFrom = (page) => {
          const storage = access(page)
          return delegate(storage, { getItem: (key) => (key.includes(':row:') ? null : storage.getItem(key)) })
        }
      },
    }))

  it('lets go of what a page said last before it is where it belongs', () =>
    expectNoticed([3], {
      local: (local) => {
        const access = local.accessFrom.bind(local)
        local.accessFrom = (page) => {
          const storage = access(page)
          const lose = (key: string): null => {
            storage.removeItem(key)
            return null
          }
          return delegate(storage, { getItem: (key) => (key.includes(':last:') ? lose(key) : storage.getItem(key)) })
        }
      },
    }))

  it('waits for a database that never answers', () => expectNoticed([7], { watched: (database) => database }))

  it('never brings back what the second copy holds', () =>
    expectNoticed([1, 2], { lifeboat: (lifeboat) => delegate(lifeboat, { position: () => Promise.resolve(0) }) }))
})
