import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { NoteChange, SessionBook, SessionNote } from '../SessionBook.ts'
import { storageFailure } from '../storageError.ts'
import type { Place } from './Place.ts'
import type { PlaceList } from './PlaceList.ts'
import type { Reunion } from './Reunion.ts'

interface BookParts {
  /** Asks once more when what has failed was given up for it. */
  readonly orNext: <TResult>(attempt: () => Promise<TResult>) => Promise<TResult>
  /** The session has to be read again. */
  readonly isUnread: (sessionId: string) => boolean
}

/** The book of a chain: one for all its places. */
export class ChainBook implements SessionBook {
  readonly #places: PlaceList
  readonly #reunion: Pick<Reunion, 'underWay'>
  readonly #parts: BookParts

  constructor(places: PlaceList, reunion: Pick<Reunion, 'underWay'>, parts: BookParts) {
    this.#places = places
    this.#reunion = reunion
    this.#parts = parts
  }

  /** Where the session is written to. What other places hold lies behind that segment then, and goes where they can be asked. */
  async erase(rows: readonly SegmentRow[], notes: readonly SessionNote[]): Promise<void> {
    const { sessionId = '' } = rows[0] ?? {}
    await this.#reunion.underWay(sessionId)
    if (this.#parts.isUnread(sessionId)) throw storageFailure('STORAGE_LOST')
    const places = this.#places
    const place = places.placeOf(sessionId)
    const others = places.holding(sessionId).filter((other) => other !== place && other.isSound)
    await place.write((storage) => storage.book.erase(rows, notes))
    for (const other of others) await eraseIn(other, sessionId)
  }

  notes(): Promise<SessionNote[]> {
    return this.#parts.orNext(async () => {
      const { inUse } = this.#places
      const lists = await Promise.all(inUse.map((place) => place.read((storage) => storage.book.notes())))
      return [...new Map(lists.flat().map((note) => [JSON.stringify(note.id), note])).values()]
    })
  }

  /** Put in the best place that takes it; gone from wherever it is. */
  async change({ put = [], remove = [], unlist = [] }: NoteChange): Promise<void> {
    await this.#parts.orNext(async () => {
      const { best, firstSound = best, inUse } = this.#places
      const others = inUse.filter((place) => place !== firstSound && place.isSound)
      await firstSound.write((storage) => storage.book.change({ put, remove, unlist }))
      const gone = [...remove, ...put.map(({ id }) => id)]
      for (const place of others) await place.write((storage) => storage.book.change({ remove: gone, unlist }))
    })
  }
}

async function eraseIn(place: Place, sessionId: string): Promise<void> {
  const keys = await place.read((storage) => storage.read(sessionId))
  await place.write((storage) => storage.retire({ sessionId, keys, mode: 'remove', quarantine: [] }))
  await place.write((storage) => storage.book.change({ unlist: [sessionId] }))
}
