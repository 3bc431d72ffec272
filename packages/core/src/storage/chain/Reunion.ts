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
  /** Whether a tab lives; `undefined` where nobody can know. */
  readonly isAlive: (tabId: string) => Promise<boolean | undefined>
}

interface ReunionListener {
  wasRead(sessionId: string): void
  /** A session that was read here is somewhere else now, or more of it was found: it has to be read again. */
  hasMoved(): void
  /** Something is left to be tried again. */
  isWaiting(): void
}

/** Rows that pages have left behind are looked for when this one has nothing better to do, at the latest after this many ms. */
const LOOK_AFTER_MS = 5_000

/** Brings together what is in several places. */
export class Reunion {
  readonly #places: PlaceList
  readonly #options: ReunionOptions
  readonly #listener: ReunionListener
  /** Sessions that were read here. */
  readonly known = new Set<string>()
  readonly #underWay = new Map<string, Promise<void>>()
  #cancelLook: (() => void) | undefined
  #hasLooked = false
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
    this.known.add(sessionId)
    this.#listener.wasRead(sessionId)
  }

  /** Reads a session whose rows may be in several places; those that could be in a better one are copied there. */
  async read(sessionId: string, take: RowListener): Promise<ReadSource> {
    const source = await this.#unite(sessionId, take)
    this.noteRead(sessionId)
    return source
  }

  async #unite(sessionId: string, take: RowListener): Promise<ReadSource> {
    const before = this.#underWay.get(sessionId)
    const reading = (async () => {
      await before
      const outcome = await UnitedReading.run(this.#places.all, { id: sessionId, take, now: this.#options.clock.now() })
      const { home, asideCount, hiddenCount } = outcome
      this.#places.setHome(sessionId, home)
      if (asideCount > 0) this.#places.setAside(sessionId, asideCount)
      if (home !== undefined) this.#listener.isWaiting()
      // They are a part of something: a page that does not know the rest must not take them, or nothing, for all there is.
      if (hiddenCount > 0 && !this.known.has(sessionId)) throw storageFailure('STORAGE_UNAVAILABLE')
      return outcome.source
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
      if (!this.#places.homes.has(sessionId) && this.known.has(sessionId)) this.#listener.hasMoved()
    }
    return !this.#isClosed && this.#places.isWaiting
  }

  #works({ storage }: Place): Promise<boolean> {
    return probePlace(storage, this.#options.clock.now()).then(
      () => true,
      () => false,
    )
  }

  lookLater(): void {
    if (this.#hasLooked) return
    this.#hasLooked = true
    this.#cancelLook = this.#options.clock.whenIdle(() => void this.#look(), LOOK_AFTER_MS)
  }

  /** For what pages have left behind that were not asked after: see `recall`. */
  async #look(): Promise<void> {
    for (const place of this.#places.smaller) {
      const ids = (await place.storage.listStored?.().catch((): string[] => [])) ?? []
      for (const id of ids) {
        if (id === PROBE_SESSION_ID || this.#isClosed || this.#places.homes.has(id)) continue
        const isKnown = this.known.has(id)
        if ((await this.#bringBack(place, id).catch(() => false)) && isKnown) this.#listener.hasMoved()
      }
    }
  }

  /** @returns whether something came back that was not there before. */
  async #bringBack(place: Place, sessionId: string): Promise<boolean> {
    if (!place.isReadable) return false
    const rows = await place.read((storage) => storage.read(sessionId)).catch((): SegmentRow[] => [])
    const writers = new Set(rows.map(({ writer }) => writer))
    if (writers.size === 0) return false
    // A page that lives brings its own work back.
    for (const writer of writers) if (await this.#options.isAlive(writer)) return false
    await this.#unite(sessionId, () => undefined)
    return true
  }
}
