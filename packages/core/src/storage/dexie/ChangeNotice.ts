import { METRICS, QUARANTINE, SEGMENTS } from './AutoSaveDatabase.ts'
import type { StoreWrite } from './IssuedWrite.ts'

/** On which every Dexie tells of its writes and hears of those of other pages (Dexie 3.2 to 4.4, `live-query.ts`). */
const CHANNEL = 'x-storagemutated-1'

/** A range of keys in the form Dexie's `RangeSet` has on its way to another page. */
interface KeyRange {
  readonly d: 1
  readonly from: unknown
  readonly to: unknown
}

/** An array is above every other key, and an array in it above every other array (Dexie's own `maxKey`). */
const ALL: KeyRange = { d: 1, from: Number.NEGATIVE_INFINITY, to: [[]] }

/** Queries by an index watch the index, and the keys of what they have found. */
const INDEXES: Readonly<Record<string, readonly string[]>> = {
  [QUARANTINE]: ['sessionId'],
  [METRICS]: ['[sessionId+hour]'],
}

/**
 * Tells Dexie's live queries, in this page and in others, of writes that go past Dexie.
 *
 * By the channel on which Dexies tell each other, and not by `Dexie.on.storagemutated.fire`, which wakes the queries but lets
 * Dexie's cache, on unless it is switched off, answer them with what was there before. One message, sent without
 * waiting and whether anybody listens or not: what a page's live queries cost, that page pays.
 */
export class ChangeNotice {
  readonly #database: string
  #isClosed = false

  constructor(database: string) {
    this.#database = database
  }

  wrote(writes: readonly StoreWrite[]): void {
    const parts: Record<string, KeyRange> = {}
    for (const { store, row } of writes) {
      const isSegment = store === SEGMENTS && 'sessionId' in row && 'revision' in row
      // All parts of a row's revision: each row of a segment says the same.
      Object.assign(parts, this.#partsOf(store, isSegment ? revisionRange(row.sessionId, row.revision) : ALL))
    }
    this.#send(parts)
  }

  /** Somewhere in these tables. */
  changed(...stores: readonly string[]): void {
    this.#send(Object.assign({}, ...stores.map((store) => this.#partsOf(store, ALL))))
  }

  close(): void {
    this.#isClosed = true
  }

  #partsOf(store: string, range: KeyRange): Record<string, KeyRange> {
    const table = `idb://${this.#database}/${store}/`
    const parts = { [table]: range, [`${table}:dels`]: range }
    for (const index of INDEXES[store] ?? []) parts[table + index] = ALL
    return parts
  }

  #send(parts: Readonly<Record<string, KeyRange>>): void {
    if (this.#isClosed || typeof BroadcastChannel === 'undefined') return
    try {
      // Open for a moment only: each message of another page would throw this one out of the back/forward cache, listening or
      // not (`broadcastchannel-message`, Chromium 156). It costs 20 µs more than one that stays open; closing drops nothing.
      const channel = new BroadcastChannel(CHANNEL)
      channel.postMessage(parts)
      channel.close()
    } catch {
      // A browser that refuses the channel shows live queries late; it is no reason for a save to fail.
    }
  }
}

function revisionRange(sessionId: string, revision: number): KeyRange {
  return { d: 1, from: [sessionId, revision, 0], to: [sessionId, revision, Number.POSITIVE_INFINITY] }
}
