import type { AutoSaveError, AutoSaveErrorCode } from '../../errors/AutoSaveError.ts'
import type { Durability } from '../Durability.ts'
import type { SegmentStorage } from '../SegmentStorage.ts'
import type { StorageProblem } from '../StorageDiagnosis.ts'
import { errorNames, storageError, storageFailure } from '../storageError.ts'

/** One of the stores that may be used, best first. */
export interface ChainPlace {
  readonly storage: SegmentStorage
  readonly durability: Durability
  /** Whether newer code has taken the store over, as far as its last answer tells: it is read then, and never written to. */
  readonly isNewer?: () => boolean
}

/**
 * `sound`: used. `read-only`: it can be read, and nothing can be written to it. `down`: it is not asked until a probe has
 * found it to be back.
 */
type Health = 'sound' | 'read-only' | 'down'

/**
 * Failures in a row after which a place is given up. Whoever is told of a failure tries again later and later, so that a
 * passing trouble (a database that another tab upgrades, a storage process that was killed) is over before the third.
 */
const MAX_STRIKES = 3

/** Errors of an opening that no other attempt will fare better with: no IndexedDB, none for this page, none in this private window. */
const FINAL_NAMES: ReadonlySet<string> = new Set([
  'ReferenceError',
  'TypeError',
  'SecurityError',
  'NotSupportedError',
  'InvalidStateError',
])

/** Say nothing of the place. */
const ANSWERS: ReadonlySet<AutoSaveErrorCode> = new Set([
  'POSITION_TAKEN',
  'QUOTA_EXCEEDED',
  'DATABASE_NEWER',
  'LIFEBOAT_FAILED',
  'SCOPE_PURGED',
])

interface PlaceWatch {
  onChange(): void
  now(): number
  /** Why nothing is asked of it any more. */
  ended(): AutoSaveError | undefined
}

/** A store of the chain, and how it has been doing. */
export class Place {
  readonly storage: SegmentStorage
  readonly durability: Durability
  readonly index: number
  /** Sessions that this page knows to have something here. */
  readonly sessions = new Set<string>()
  readonly #watch: PlaceWatch
  readonly #isNewer: () => boolean
  #health: Health = 'sound'
  #readStrikes = 0
  #writeStrikes = 0
  #problem: StorageProblem | undefined

  constructor({ storage, durability, isNewer = () => false }: ChainPlace, index: number, watch: PlaceWatch) {
    this.storage = storage
    this.durability = durability
    this.#isNewer = isNewer
    this.index = index
    this.#watch = watch
  }

  get health(): Health {
    return this.#health
  }

  get problem(): StorageProblem | undefined {
    return this.#problem
  }

  get isSound(): boolean {
    return this.#health === 'sound'
  }

  /** Known once it is open, before anything is read. */
  get isWritable(): boolean {
    return this.isSound && !this.#isNewer()
  }

  /** Whether it is worth trying again: a database of newer code does not become older. */
  get isWaitedFor(): boolean {
    return !this.isSound && this.#problem?.code !== 'DATABASE_NEWER'
  }

  get isReadable(): boolean {
    return this.#health !== 'down'
  }

  /** Reads from it; whoever asks is told of a failure, and the place remembers it. */
  async read<TResult>(attempt: (storage: SegmentStorage) => Promise<TResult>): Promise<TResult> {
    const mark = this.#readStrikes
    const ended = this.#watch.ended()
    if (ended !== undefined) throw ended
    try {
      const result = await attempt(this.storage)
      this.#readStrikes = 0
      // To be said before anything is typed, not when it cannot be stored.
      if (this.isSound && !this.isWritable) this.giveUp(storageFailure('DATABASE_NEWER'), 'read-only')
      return result
    } catch (cause) {
      const error = storageError(cause, 'read')
      // What is under way together fails together, and counts once.
      if (this.#countsAgainst(error) && mark === this.#readStrikes) {
        this.#readStrikes += 1
        if (this.#readStrikes >= MAX_STRIKES || isFinal(error)) this.giveUp(error)
      }
      throw error
    }
  }

  /** Issues a write before it returns. */
  write<TResult>(attempt: (storage: SegmentStorage) => Promise<TResult>): Promise<TResult> {
    const mark = this.#writeStrikes
    const ended = this.#watch.ended()
    if (ended !== undefined) return Promise.reject(ended)
    return attempt(this.storage).then(
      (result) => {
        this.#writeStrikes = 0
        return result
      },
      (cause: unknown) => {
        const error = storageError(cause, 'write')
        if (error.code === 'DATABASE_NEWER' && this.isSound) this.giveUp(error, 'read-only')
        if (this.#countsAgainst(error) && mark === this.#writeStrikes) {
          this.#writeStrikes += 1
          if (isFinal(error)) this.giveUp(error)
          else if (this.#writeStrikes >= MAX_STRIKES) this.giveUp(error, 'read-only')
        }
        throw error
      },
    )
  }

  /** Something is wrong with it that is not to be tried again now. */
  note({ code, message }: AutoSaveError): void {
    if (this.#problem?.code === code) return
    this.#problem = { code, message, place: this.durability, since: this.#watch.now() }
    this.#watch.onChange()
  }

  giveUp(error: AutoSaveError, health: 'read-only' | 'down' = 'down'): void {
    this.#health = health
    this.note(error)
    this.#watch.onChange()
  }

  /** It was tried, and everything works again. */
  recovered(): void {
    this.#health = 'sound'
    this.#readStrikes = 0
    this.#writeStrikes = 0
    if (this.#problem === undefined) return
    this.#problem = undefined
    this.#watch.onChange()
  }

  #countsAgainst({ code }: AutoSaveError): boolean {
    return !ANSWERS.has(code) && this.isReadable
  }
}

function isFinal({ code, cause }: AutoSaveError): boolean {
  return code === 'STORAGE_UNAVAILABLE' && errorNames(cause).some((name) => FINAL_NAMES.has(name))
}
