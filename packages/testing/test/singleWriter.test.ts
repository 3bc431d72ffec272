import type { Surroundings, WriterLock } from '@autosave-kit/core'
import { describe, expect, it } from 'vitest'
import { LawBroken, simulateSingleWriter } from '../src/index.ts'
import { delegate } from './delegate.ts'

/** A law is held to be watched when an engine that breaks it is found out within so many seeds. */
const SEEDS = 200

async function expectNoticed(laws: readonly number[], sabotage: (page: Surroundings) => Surroundings): Promise<void> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const broken = await simulateSingleWriter(seed, sabotage)
    if (broken === undefined) continue
    expect(broken).toBeInstanceOf(LawBroken)
    expect(laws).toContain(broken instanceof LawBroken ? broken.law : undefined)
    return
  }
  expect.unreachable('nothing was noticed')
}

const everybodysLock: WriterLock = {
  isHeld: true,
  isCertain: true,
  known: () => Promise.resolve(),
  steal: () => Promise.resolve(),
  requeue: () => undefined,
  release: () => undefined,
  hold: () => undefined,
  close: () => undefined,
}

describe('Tabs of which one writes', () => {
  it('keep their laws, whoever takes over, sleeps, dies and is told late', async () => {
    for (let seed = 1; seed <= SEEDS / 2; seed += 1)
      expect([seed, await simulateSingleWriter(seed)]).toEqual([seed, undefined])
  })

  it('are found out when a takeover leaves no fence', () =>
    expectNoticed([5], (page) => ({
      ...page,
      storage: delegate(page.storage, {
        append: (rows, options) =>
          rows[0]?.reason === 'takeover' ? Promise.resolve('disk') : page.storage.append(rows, options),
      }),
    })))

  it('are found out when everybody takes himself for the writer', () =>
    expectNoticed([5], (page) => ({
      ...page,
      presence: delegate(page.presence, { writerLock: () => everybodysLock }),
    })))

  it('are found out when a reader appends', () =>
    expectNoticed([5], (page) => ({
      ...page,
      storage: delegate(page.storage, {
        readEach: async (id, take) => {
          const source = await page.storage.readEach(id, take)
          const [row] = (await page.storage.read(id, { from: 1, through: 1 })) ?? []
          if (row !== undefined) page.storage.append([row], { durability: 'relaxed' }).catch(() => undefined)
          return source
        },
      }),
    })))
})
