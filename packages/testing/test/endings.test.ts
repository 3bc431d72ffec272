import type { SessionNote, Surroundings } from '@autosave-kit/core'
import { describe, expect, it } from 'vitest'
import { LawBroken, simulateEndings } from '../src/index.ts'
import { delegate } from './delegate.ts'

/** A promise is held to be watched when an engine that breaks it is found out within so many seeds. */
const SEEDS = 150

async function expectNoticed(said: RegExp, sabotage: (page: Surroundings) => Surroundings): Promise<void> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { failure } = await simulateEndings(seed, { sabotage })
    if (failure === undefined) continue
    expect(failure).toBeInstanceOf(LawBroken)
    expect(failure instanceof LawBroken && failure.message).toMatch(said)
    return
  }
  expect.unreachable('nothing was noticed')
}

function without(kind: SessionNote['id'][0]): (page: Surroundings) => Surroundings {
  return (page) => {
    const { book } = page.storage
    const notes = async (): Promise<SessionNote[]> => (await book.notes()).filter(({ id }) => id[0] !== kind)
    return { ...page, storage: delegate(page.storage, { book: delegate(book, { notes }) }) }
  }
}

describe('Sessions that are ended in several pages', () => {
  it('keep what is promised of them', async () => {
    for (let seed = 1; seed <= 40; seed += 1)
      expect([seed, (await simulateEndings(seed)).failure]).toEqual([seed, undefined])
  })

  it('are the same for the same seed, event by event', async () => {
    const trace = async (): Promise<string[]> => {
      const events: string[] = []
      await simulateEndings(24, { onEvent: (line) => events.push(line) })
      return events
    }
    expect(await trace()).toEqual(await trace())
  })

  it('are found out when nothing of what is discarded is in the trash', () =>
    expectNoticed(/not in the trash/, (page) => ({
      ...page,
      storage: delegate(page.storage, {
        append: (rows, options) => page.storage.append(rows, { ...options, notes: [] }),
      }),
    })))

  it('are found out when what was discarded is listed', () => expectNoticed(/listed, and/, without('trash')))

  it('are found out when two pages take over the same one', () =>
    expectNoticed(/has recovered|has open/, (page) => ({
      ...page,
      presence: delegate(page.presence, {
        whileAlone: async (_id, run) => {
          await run()
          return true
        },
      }),
    })))
})
