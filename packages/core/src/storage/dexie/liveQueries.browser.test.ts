import { Dexie, liveQuery } from 'dexie'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyRollup } from '../../metrics/MetricsRollup.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { unreadableRow } from '../unreadableRow.ts'
import { AutoSaveDatabase } from './AutoSaveDatabase.ts'
import { DexieStorage } from './DexieStorage.ts'
import { RollupTable } from './RollupTable.ts'

const ends: (() => void)[] = []
let name = ''

/** A storage with its database made, and whoever watches it by Dexie, as an app may: with Dexie's cache on. */
async function watched(): Promise<{ readonly storage: DexieStorage; readonly database: Dexie }> {
  name = `autosave-kit-live-${crypto.randomUUID()}`
  const storage = new DexieStorage(name)
  await storage.open()
  const database = new Dexie(name)
  await database.open()
  ends.push(
    () => storage.close(),
    () => database.close(),
    () => indexedDB.deleteDatabase(name),
  )
  return { storage, database }
}

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

function rowOf(revision: number, sessionId = 'book'): SegmentRow {
  return { ...unreadableRow(sessionId, { revision, part: 0 }), payload: `0\tl\t\t${revision}`, checksum: 1 }
}

/** What a live query has shown. The first answer is there when this resolves. */
async function shown<TResult>(query: () => Promise<TResult>): Promise<TResult[]> {
  const results: TResult[] = []
  const subscription = liveQuery(query).subscribe({ next: (result) => results.push(result) })
  ends.push(() => subscription.unsubscribe())
  await vi.waitFor(() => expect(results).toHaveLength(1))
  return results
}

describe('A live query of this page', () => {
  it('sees each commit, and the one of a page’s last moment', async () => {
    const { storage, database } = await watched()
    const revisions = await shown(() => database.table('segments').where('sessionId').equals('book').primaryKeys())
    await storage.append([rowOf(1)], { durability: 'relaxed' })
    await vi.waitFor(() => expect(revisions.at(-1)).toEqual([['book', 1, 0]]))
    await storage.append([rowOf(2)], { durability: 'relaxed', isUrgent: true })
    await vi.waitFor(() =>
      expect(revisions.at(-1)).toEqual([
        ['book', 1, 0],
        ['book', 2, 0],
      ]),
    )
  })

  it('is answered with what is there now, not from Dexie’s cache', async () => {
    const { storage, database } = await watched()
    const payloads = await shown(async () => (await database.table('segments').toArray()).map(({ payload }) => payload))
    for (const revision of [1, 2, 3]) {
      await storage.append([rowOf(revision)], { durability: 'relaxed' })
      await vi.waitFor(() => expect(payloads.at(-1)).toHaveLength(revision))
    }
  })

  it('sleeps while another session is saved', async () => {
    const { storage, database } = await watched()
    const query = vi.fn<() => Promise<number>>(() => database.table('segments').where({ sessionId: 'book' }).count())
    const counts = await shown(query)
    await storage.append([rowOf(1, 'another')], { durability: 'relaxed' })
    await storage.append([rowOf(1)], { durability: 'relaxed' })
    await vi.waitFor(() => expect(counts).toEqual([0, 1]))
    expect(query).toHaveBeenCalledTimes(2)
  })

  it('sees sessions, quarantine, signs of life and hourly figures change', async () => {
    const { storage, database } = await watched()
    const count = async (table: string, sessionId?: string): Promise<number> => {
      return sessionId === undefined
        ? database.table(table).count()
        : (await database.table(table).where('sessionId').equals(sessionId).toArray()).length
    }
    const sessions = await shown(() => count('sessions'))
    const quarantine = await shown(() => count('quarantine', 'book'))
    const heartbeats = await shown(() => count('heartbeats'))
    const metrics = await shown(() => database.table('metrics').where('[sessionId+hour]').equals(['book', 9]).toArray())
    await storage.putSession({ id: 'book', createdAt: 1, updatedAt: 2, left: undefined })
    await vi.waitFor(() => expect(sessions.at(-1)).toBe(1))
    await storage.append([rowOf(1)], { durability: 'relaxed' })
    const entry = { sessionId: 'book', reason: 'stray', quarantinedAt: 3, row: rowOf(1) } as const
    const key = { revision: 1, part: 0 }
    await storage.retire({ sessionId: 'book', keys: [key], mode: 'remove', quarantine: [entry] })
    await vi.waitFor(() => expect(quarantine.at(-1)).toBe(1))
    await storage.putHeartbeat({ tabId: 'tab', at: 1, sessions: [], failures: 0, path: '/', left: false })
    await vi.waitFor(() => expect(heartbeats.at(-1)).toBe(1))
    await storage.removeHeartbeats(['tab'])
    await vi.waitFor(() => expect(heartbeats.at(-1)).toBe(0))
    await new RollupTable(name).add([emptyRollup('book', 9)], 0)
    await vi.waitFor(() => expect(metrics.at(-1)).toHaveLength(1))
  })

  it('costs a save no opening of Dexie', async () => {
    const { storage } = await watched()
    const byDexie = vi.spyOn(AutoSaveDatabase.prototype, 'open')
    await storage.append([rowOf(1)], { durability: 'relaxed' })
    expect(byDexie).not.toHaveBeenCalled()
  })
})

describe('A live query of another page', () => {
  /** A page of its own, with a Dexie of its own. Answers with what its live query has shown. */
  async function otherPage(): Promise<unknown[]> {
    const frame = document.createElement('iframe')
    const shownThere: unknown[] = []
    const listening = new AbortController()
    const take = (event: MessageEvent): void => {
      if (event.source === frame.contentWindow) shownThere.push(event.data)
    }
    window.addEventListener('message', take, listening)
    const source = new URL('./liveQueries.page.fixture.ts', import.meta.url).href
    frame.srcdoc = `<script type="module" src="${source}?database=${name}"></script>`
    document.body.append(frame)
    ends.push(
      () => frame.remove(),
      () => listening.abort(),
    )
    await vi.waitFor(() => expect(shownThere).toEqual([[]]), 10_000)
    return shownThere
  }

  it('sees each commit, and the one of a page’s last moment', async () => {
    const { storage } = await watched()
    const revisions = await otherPage()
    await storage.append([rowOf(1)], { durability: 'relaxed' })
    await vi.waitFor(() => expect(revisions.at(-1)).toEqual([1]))
    void storage.append([rowOf(2)], { durability: 'relaxed', isUrgent: true })
    storage.close()
    await vi.waitFor(() => expect(revisions.at(-1)).toEqual([1, 2]))
  })
})
