import { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { Clock } from '../../schedule/Clock.ts'
import type { LifeboatDiagnosis } from '../lifeboat/LifeboatDiagnosis.ts'
import type { StorageDiagnosis, StorageProblem } from '../StorageDiagnosis.ts'
import { type ChainPlace, Place } from './Place.ts'

/** How a second copy is doing; see `LifeboatStorage`. */
export interface SecondCopy {
  readonly lifeboat: LifeboatDiagnosis
  subscribeLifeboat(listener: () => void): () => void
}

interface ListOptions {
  readonly places: readonly [ChainPlace, ...ChainPlace[]]
  readonly clock: Clock
  /** Of the best place, when it has one. */
  readonly secondCopy?: SecondCopy
}

/** The places of a chain, which session is where, and what there is to say about it. */
export class PlaceList {
  readonly all: readonly Place[]
  readonly best: Place
  /** Where the newest rows of sessions are that are not where they belong. */
  readonly homes = new Map<string, Place>()
  /** Why nothing is asked of any of them any more. */
  ended: AutoSaveError | undefined
  readonly #options: ListOptions
  readonly #onSwitch: () => void
  readonly #listeners = new Set<() => void>()
  #aside: StorageProblem | undefined
  #loss: StorageProblem | undefined
  #unreadable = ''
  #diagnosis: StorageDiagnosis

  constructor(options: ListOptions, onSwitch: () => void) {
    const { places, clock } = options
    this.#options = options
    this.#onSwitch = onSwitch
    const watch = { now: () => clock.now(), onChange: () => this.#onChange(), ended: () => this.ended }
    const [best, ...smaller] = places
    this.best = new Place(best, 0, watch)
    this.all = [this.best, ...smaller.map((place, index) => new Place(place, index + 1, watch))]
    this.#diagnosis = this.#diagnose()
    const { secondCopy } = options
    secondCopy?.subscribeLifeboat(() => {
      const { loss } = secondCopy.lifeboat
      if (loss === undefined) this.#onChange()
      else this.noteLoss(loss.message)
    })
  }

  get smaller(): readonly Place[] {
    return this.all.slice(1)
  }

  get firstSound(): Place | undefined {
    return this.all.find(({ isSound }) => isSound)
  }

  get firstReadable(): Place {
    return this.all.find(({ isReadable }) => isReadable) ?? this.best
  }

  /** Where a session is written to: behind what it has in a smaller place, until that has come back. */
  placeOf(sessionId: string): Place {
    const from = this.homes.get(sessionId)?.index ?? 0
    return this.all.find(({ isSound, index }) => isSound && index >= from) ?? this.all.at(-1) ?? this.best
  }

  /**
   * Where rows go that a place could not take; `undefined` when that would not help. A full disk is helped by a smaller
   * store, and not by memory: the work is held in the page anyway, and whoever can free some space has to be told.
   */
  nextFor(place: Place, { code }: AutoSaveError): Place | undefined {
    const next = this.all.find(({ isSound, index }) => isSound && index > place.index)
    if (code === 'POSITION_TAKEN' || code === 'STORAGE_LOST' || code === 'SCOPE_PURGED') return undefined
    // Of a database nobody knows what has landed, unless it says that nothing has. The smaller ones store at once or not.
    const isStoredNowhere = code === 'QUOTA_EXCEEDED' || code === 'DATABASE_NEWER' || isUnopened(place, code)
    if (place === this.best && !isStoredNowhere) return undefined
    return next?.durability === 'memory' && this.best.isSound ? undefined : next
  }

  /** Places that may hold something of a session, best first. */
  holding(sessionId: string): readonly Place[] {
    const { index: deepest } = this.homes.get(sessionId) ?? this.firstReadable
    return this.all.filter(({ isReadable, index }) => isReadable && index <= deepest)
  }

  /** Places that hold something of any session, best first. */
  get inUse(): readonly Place[] {
    const deepest = Math.max(this.firstReadable.index, ...Array.from(this.homes.values(), ({ index }) => index))
    return this.all.filter(({ isReadable, index }) => isReadable && index <= deepest)
  }

  /** Sessions that could be in a better place than they are. */
  get strayed(): string[] {
    const target = this.firstSound?.index ?? 0
    return [...this.homes].filter(([, { index }]) => index > target).map(([id]) => id)
  }

  /** Whether something is to be tried again. */
  get isWaiting(): boolean {
    // While the best is sound nobody misses the others.
    return this.strayed.length > 0 || (!this.best.isSound && this.all.some(({ isWaitedFor }) => isWaitedFor))
  }

  get diagnosis(): StorageDiagnosis {
    return this.#diagnosis
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  setHome(sessionId: string, place: Place | undefined): void {
    place?.sessions.add(sessionId)
    if (this.homes.get(sessionId) === place) return
    if (place === undefined) this.homes.delete(sessionId)
    else this.homes.set(sessionId, place)
    // What a full place could not take is there now.
    for (const one of this.all) if (one.isSound && one.problem !== undefined && !this.#isPassed(one)) one.recovered()
    this.#onChange()
  }

  /** Whether something is kept in a smaller place than this one. */
  #isPassed(place: Place): boolean {
    return Array.from(this.homes.values()).some(({ index }) => index > place.index)
  }

  setAside(sessionId: string, rowCount: number): void {
    const { message } = new AutoSaveError('WORK_SET_ASIDE', {
      what: `${rowCount} rows of session "${sessionId}" were in a smaller store and do not follow from what the database holds.`,
      why: 'Somebody else went on with the session meanwhile.',
      fix: 'They are in quarantine.',
    })
    this.#aside = { code: 'WORK_SET_ASIDE', place: 'fallback', since: this.#options.clock.now(), message }
    this.#onChange()
  }

  /** The browser has lost the database, whether what was in it could be brought back or not. */
  noteLoss(message: string): void {
    if (this.#loss?.message === message) return this.#onChange()
    this.#loss = { code: 'DATABASE_LOST', place: 'disk', since: this.#options.clock.now(), message }
    this.#onChange()
  }

  #onChange(): void {
    const diagnosis = this.#diagnose()
    if (!isSame(diagnosis, this.#diagnosis)) {
      this.#diagnosis = diagnosis
      for (const listener of this.#listeners) listener()
    }
    const unreadable = this.all.filter(({ isReadable }) => !isReadable).map(({ index }) => index)
    if (String(unreadable) === this.#unreadable) return
    this.#unreadable = String(unreadable)
    this.#onSwitch()
  }

  #diagnose(): StorageDiagnosis {
    const problems = this.all.flatMap(({ problem }) => problem ?? [])
    const deepest = Math.max(this.firstSound?.index ?? 0, ...Array.from(this.homes.values(), ({ index }) => index))
    return {
      place: (this.all[deepest] ?? this.best).durability,
      isReadOnly: this.best.health === 'read-only',
      problems: [...problems, ...[this.#aside, this.#loss].filter((problem) => problem !== undefined)],
      lifeboat: this.#options.secondCopy?.lifeboat.lifeboat ?? 'off',
    }
  }
}

function isUnopened({ isReadable }: Place, code: AutoSaveError['code']): boolean {
  return code === 'STORAGE_UNAVAILABLE' && !isReadable
}

function isSame(one: StorageDiagnosis, other: StorageDiagnosis): boolean {
  const isSameProblems =
    one.problems.length === other.problems.length && one.problems.every((problem, at) => problem === other.problems[at])
  const isSamePlace = one.place === other.place && one.isReadOnly === other.isReadOnly
  return isSameProblems && isSamePlace && one.lifeboat === other.lifeboat
}
