import { describe, expect, it } from 'vitest'
import { LawBroken, type StorageSabotage, simulateFailingDatabase } from '../src/index.ts'
import { delegate } from './delegate.ts'

/** A law is held to be watched when a storage that breaks it is found out within so many seeds. */
const SEEDS = 200

async function expectNoticed(laws: readonly number[], sabotage: StorageSabotage): Promise<void> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const broken = await simulateFailingDatabase(seed, sabotage)
    if (broken === undefined) continue
    expect(broken).toBeInstanceOf(LawBroken)
    expect(laws).toContain(broken instanceof LawBroken ? broken.law : undefined)
    return
  }
  expect.unreachable('nothing was noticed')
}

describe('The world notices a storage that, when the database fails,', () => {
  it('calls disk what is in memory', () =>
    expectNoticed([2], (storage) =>
      delegate(storage, { append: (rows, options) => storage.append(rows, options).then(() => 'disk') }),
    ))

  it('never lets go of what has come back', () =>
    expectNoticed([3, 7], (storage, { small }) => {
      small.medium.retire = () => undefined
      return storage
    }))

  it('never finds that the database is back', () =>
    expectNoticed([7], (storage, { database }) => {
      const add = database.add.bind(database)
      database.add = (rows, isUrgent) => {
        if (rows.some(({ writer }) => writer === 'probe')) throw new Error('no probe gets through')
        add(rows, isUrgent)
      }
      return storage
    }))

  it('lets go of what was not copied', () =>
    expectNoticed([2], (storage, { database, small }) => {
      const add = database.add.bind(database)
      database.add = (rows, isUrgent) => {
        // A page that drains is the only one that writes what is in the small store.
        const isCopy = rows.some((row) =>
          small.medium.rows(row.sessionId).some(({ revision }) => revision === row.revision),
        )
        if (!isCopy) add(rows, isUrgent)
      }
      return storage
    }))

  it('puts what comes back over what somebody else has written meanwhile', () =>
    expectNoticed([2, 5], (storage, { database }) => {
      database.add = (rows) => rows.forEach((row) => database.put(row))
      return storage
    }))
})
