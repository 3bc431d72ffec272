import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Clock } from '../../schedule/Clock.ts'
import type { ReadSource } from '../Durability.ts'
import type { RowListener } from '../SegmentStorage.ts'
import { storageFailure } from '../storageError.ts'
import type { Place } from './Place.ts'
import type { PlaceList } from './PlaceList.ts'
import { PROBE_SESSION_ID, probePlace } from './probePlace.ts'
import { UnitedReading } from './UnitedReading.ts'

interface ReunionOptions {
  readonly clock: Clock
  /** Whether another tab lives, not this one; `undefined` where nobody can know. */
  readonly isAlive: (tabId: string) => Promise<boolean | undefined>
}

interface ReunionListener {
  wasRead(sessionId: string): void
  /** A session that was read here is somewhere else now, or more of it was found: it has to be read again. */
  hasMoved(sessionId: string): void
  /** Something is left to be tried again. */
  isWaiting(): void
}

/** Rows that pages have left behind are looked for when this one has nothing better to do, at the latest after this many ms. */
const LOOK_AFTER_MS = 5_000

/** When another page that lives holds something in a smaller place, or it cannot be read, it is looked at again after so many ms. */
const LOOK_AGAIN_MS = 60_000

/** Brings together what is in several places. */
export class Reunion {
  readonly #places: PlaceList
  readonly #options: ReunionOptions
  readonly #listener: ReunionListener
  /** Sessions that were read here. */
  readonly known = new Set<string>()
  readonly #underWay = new Map<string, Promise<void>>()
  #cancelLook: (() => void) | undefined
  #lookedAt = Number.NEGATIVE_INFINITY
  #isClosed = false

  constructor(places: PlaceList, options: ReunionOptions, listener: ReunionListener) {
    this.#places = places
    this.#options = options
    this.#listener = listener
  }

  /** Settles once rows of the session are no longer on their way from one place to another. */
  underWay(sessionId: string): Promise<void> | undefined {
    return this.#underWay.get(sessionId)
  }

  noteRead(sessionId: string): void {
    const isFirst = this.known.size === 0
    this.known.add(sessionId)
    if (isFirst) this.#lookLater()
    this.#listener.wasRead(sessionId)
  }

  /** Reads a session whose rows may be in several places; those that could be in a better one are copied there. */
  async read(sessionId: string, take: RowListener): Promise<ReadSource> {
    const source = await this.#unite(sessionId, take)
    this.noteRead(sessionId)
    return source
  }

  async #unite(sessionId: string, take: RowListener): Promise<ReadSource> {
    const earlier = this.#underWay.get(sessionId)
    const reading = (async () => {
      await earlier
      const before = this.#places.homes.get(sessionId)
      const isAnothers = (rows: readonly SegmentRow[]): Promise<boolean> => this.#isAnothers(rows)
      const session = { id: sessionId, take, now: this.#options.clock.now(), isAnothers }
      const outcome = await UnitedReading.run(this.#places.all, session)
      const { asideCount, hiddenCount } = outcome
      // What cannot be read is not gone.
      const isOutOfReach = before !== undefined && !before.isReadable
      const home = outcome.home ?? (isOutOfReach ? before : undefined)
      this.#places.setHome(sessionId, home)
      if (asideCount > 0) this.#places.setAside(sessionId, asideCount)
      // What this page knows to be stored is not where it was, or not at all: before anything is written behind it.
      if ((before !== undefined && home !== before) || asideCount > 0) this.#moved(sessionId)
      if (home !== undefined) this.#listener.isWaiting()
      // They are a part of something: a page that does not know the rest must not take them, or nothing, for all there is.
      if (hiddenCount > 0 && !this.known.has(sessionId)) throw storageFailure('STORAGE_UNAVAILABLE')
      return isOutOfReach ? 'unreachable' : outcome.source
    })()
    const ended = reading.then(
      () => undefined,
      () => undefined,
    )
    this.#underWay.set(sessionId, ended)
    try {
      return await reading
    } finally {
      if (this.#underWay.get(sessionId) === ended) this.#underWay.delete(sessionId)
    }
  }

  /** What a page left in a smaller place when it died there. @returns whether there was something. */
  async recall(sessionId: string): Promise<boolean> {
    for (const place of this.#places.smaller) if (await this.#bringBack(place, sessionId)) return true
    return false
  }

  /** Somebody has come back to the page: other pages may have gone meanwhile. */
  lookAgain(): void {
    if (this.known.size > 0) this.#lookLater()
  }

  stop(): void {
    this.#isClosed = true
    this.#cancelLook?.()
    this.#cancelLook = undefined
  }

  /** @returns whether there is more to come back. */
  async comeBack(): Promise<boolean> {
    for (const place of this.#places.all) {
      const isAsked = place.isWaitedFor || (place === this.#places.best && place.problem !== undefined)
      if (!isAsked || place.problem?.code === 'DATABASE_NEWER') continue
      const isBack = await this.#works(place)
      if (this.#isClosed) return false
      if (isBack && place.isWaitedFor) place.recovered()
      // A disk that is still full: what could be copied there need not be read for nothing.
      if (!isBack && place.isSound) return true
    }
    for (const sessionId of this.#places.strayed) {
      await this.#unite(sessionId, () => undefined).catch(() => undefined)
    }
    if (this.#isClosed || this.#places.isWaiting) return !this.#isClosed
    // Nobody misses the others now; the next time the best fails, one that is back is wanted at once.
    if (this.#places.smaller.some(({ isReadable }) => !isReadable)) this.#lookIn(LOOK_AGAIN_MS)
    return false
  }

  async #isAnothers(rows: readonly SegmentRow[]): Promise<boolean> {
    for (const writer of new Set(rows.map((row) => row.writer))) if (await this.#options.isAlive(writer)) return true
    return false
  }

  #moved(sessionId: string): void {
    if (this.known.has(sessionId)) this.#listener.hasMoved(sessionId)
  }

  #works({ storage }: Place): Promise<boolean> {
    return probePlace(storage, this.#options.clock.now()).then(
      () => true,
      () => false,
    )
  }

  #lookLater(): void {
    const { clock } = this.#options
    const isRecent = clock.elapsed() - this.#lookedAt < LOOK_AGAIN_MS
    if (this.#cancelLook !== undefined || isRecent || this.#isClosed) return
    this.#lookedAt = clock.elapsed()
    this.#cancelLook = clock.whenIdle(() => void this.#look(), LOOK_AFTER_MS)
  }

  /** For what pages have left behind that were not asked after: see `recall`. */
  async #look(): Promise<void> {
    this.#cancelLook = undefined
    let isTooEarly = !this.#places.best.isSound
    for (const place of isTooEarly ? [] : this.#places.smaller) {
      if (!place.isReadable && (await this.#works(place))) place.recovered()
      const ids = await idsIn(place)
      isTooEarly ||= ids === undefined
      for (const id of ids ?? []) {
        if (id === PROBE_SESSION_ID || this.#isClosed || this.#places.homes.has(id)) continue
        const isBack = await this.#bringBack(place, id).catch(() => false)
        if (isBack) this.#moved(id)
        isTooEarly ||= !isBack
      }
    }
    // Of a page that lives, and may yet die there; or nobody knows.
    if (!isTooEarly || this.#isClosed) return
    this.#lookIn(LOOK_AGAIN_MS)
  }

  #lookIn(delayMs: number): void {
    this.#cancelLook ??= this.#options.clock.setTimer(() => void this.#look(), delayMs)
  }

  /** @returns whether something came back that was not there before. */
  async #bringBack(place: Place, sessionId: string): Promise<boolean> {
    if (!place.isReadable) return false
    const rows = await place.read((storage) => storage.read(sessionId)).catch((): SegmentRow[] => [])
    // A page that lives brings its own work back.
    if (rows.length === 0 || (await this.#isAnothers(rows))) return false
    await this.#unite(sessionId, () => undefined)
    return true
  }
}

/** Sessions that a place keeps rows of; `undefined` when it does not say. */
async function idsIn(place: Place): Promise<readonly string[] | undefined> {
  if (!place.isReadable) return undefined
  try {
    return await place.read((storage) => storage.listStored?.() ?? Promise.resolve([]))
  } catch {
    // The place remembers why.
    return undefined
  }
}
