import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { ReadSource } from '../Durability.ts'
import type { RowListener } from '../SegmentStorage.ts'
import { storageError } from '../storageError.ts'
import type { Place } from './Place.ts'
import { LogEnd, segmentsBehind, standingAlone } from './segmentsBehind.ts'

type Segments = readonly (readonly SegmentRow[])[]

/** What a smaller place holds of a session. */
interface Layer {
  readonly place: Place
  readonly rows: readonly SegmentRow[]
  /** It cannot be read, and this page knows it to hold something. */
  readonly isGap: boolean
}

interface UnitedOutcome {
  readonly source: ReadSource
  /** Where the newest rows still are, when that is not where they belong. */
  readonly home: Place | undefined
  /** Rows that did not follow, and are in quarantine now. */
  readonly asideCount: number
  /** Rows that stand on what could not be reached; they were not handed on. */
  readonly hiddenCount: number
}

interface Session {
  readonly id: string
  readonly take: RowListener
  readonly now: number
  /** Whether another page lives that wrote one of these rows. */
  readonly isAnothers: (rows: readonly SegmentRow[]) => Promise<boolean>
}

/**
 * Reads a session whose rows are in more than one place, as one log, and copies what is in a smaller place to where it
 * belongs: the best place that can be written to. Copies keep their positions, which are added and never put: somebody
 * else's work in them stays, and what does not follow from it goes into quarantine. Rows go from the smaller place only
 * when the better one has them on its medium.
 */
export class UnitedReading {
  readonly #places: readonly Place[]
  readonly #session: Session
  readonly #end: LogEnd
  readonly #layers: readonly Layer[]
  readonly #handedOn: SegmentRow[] = []
  #source: ReadSource = 'unreachable'
  #asideCount = 0
  readonly #aside: SegmentRow[] = []
  /** Nothing moves to a better place than this one. */
  #from = 0

  private constructor(places: readonly Place[], session: Session, layers: readonly Layer[]) {
    this.#places = places
    this.#session = session
    this.#layers = layers
    this.#end = new LogEnd(layers.flatMap(({ rows }) => rows))
  }

  static async run(places: readonly Place[], session: Session): Promise<UnitedOutcome> {
    const layers: Layer[] = []
    // The smaller first: a better place that is gone on with meanwhile is read as it is after that.
    for (const place of places.slice(1)) {
      const rows = await rowsIn(place, session.id)
      const isGap = !place.isReadable && place.sessions.has(session.id)
      if (place.isReadable && rows.length === 0) place.sessions.delete(session.id)
      if (rows.length > 0) place.sessions.add(session.id)
      if (rows.length > 0 || isGap) layers.push({ place, rows, isGap })
    }
    return await new UnitedReading(places, session, layers).#run()
  }

  async #run(): Promise<UnitedOutcome> {
    const [best] = this.#places
    const isBestRead = best?.isReadable === true && !this.#isCutOff
    if (isBestRead) await this.#readBest(best)
    let home: Place | undefined
    for (const layer of this.#layers) {
      const kept = layer.isGap ? undefined : await this.#add(layer)
      if (kept === undefined) continue
      home = kept
      // What is kept in a smaller place still goes on from there.
      this.#from = kept.index
    }
    const found = isBestRead ? this.#handedOn : standingAlone(this.#handedOn)
    for (const row of found) this.#session.take(row)
    const hiddenCount = this.#handedOn.length - found.length
    return { source: isBestRead ? this.#source : 'unreachable', home, asideCount: this.#asideCount, hiddenCount }
  }

  /**
   * Rows were made on some that are where nobody can look now. Whether they follow from what the best place holds is not to
   * be known, and the two together would be no log: until it can be read, they are all there is.
   */
  get #isCutOff(): boolean {
    return this.#layers.at(-1)?.isGap === false && this.#layers.some(({ isGap }) => isGap)
  }

  async #readBest(best: Place): Promise<void> {
    const { id, take } = this.#session
    this.#end.isWhole = true
    this.#source = await best.read((storage) =>
      storage.readEach(id, (row) => {
        this.#end.take(row)
        take(row)
      }),
    )
  }

  /** @returns the smaller place that the layer's rows are in now; `undefined` when all of them are where they belong. */
  async #add(layer: Layer): Promise<Place | undefined> {
    const { place, rows } = layer
    if (this.#isCutOff) {
      this.#handOn([standingAlone(rows)], place)
      return place
    }
    const { next, aside } = segmentsBehind(this.#end, rows, this.#aside)
    const target = this.#places.find(({ isSound, index }) => isSound && index >= this.#from)
    const isMoving = target !== undefined && target.index < place.index
    const late = isMoving ? await this.#copy(target, next) : []
    this.#aside.push(...aside, ...(late ?? []).flat())
    const counted = late === undefined ? next : next.filter((segment) => !late.includes(segment))
    const hasMoved = isMoving && late !== undefined
    this.#handOn(counted, hasMoved ? target : place)
    if (!hasMoved) return place
    const allAside = [...aside, ...late.flat()]
    // A page that lives goes on from there, and has to learn of it first: it puts them aside itself. Nothing else is left there.
    const isLeft = !(await this.#session.isAnothers(allAside)) && !(await this.#letGo(target, layer, allAside))
    if (isLeft) return place
    return target.index === 0 || counted.length === 0 ? undefined : target
  }

  #handOn(segments: Segments, place: Place): void {
    for (const row of segments.flat()) {
      this.#end.take(row)
      this.#handedOn.push(row)
    }
    if (place.index > 0 && segments.length > 0) this.#source = place.durability
  }

  /** @returns segments for which it was too late; `undefined` when the place failed. */
  async #copy(target: Place, segments: Segments): Promise<Segments | undefined> {
    for (const [index, segment] of segments.entries()) {
      try {
        await target.write((storage) => storage.append(segment, { durability: 'strict' }))
      } catch (cause) {
        const error = storageError(cause, 'write')
        const isTaken = error.code === 'POSITION_TAKEN'
        // Another page that reads the same may bring it back at the same time.
        const isThere = isTaken ? await this.#holds(target, segment) : undefined
        if (isThere === true) continue
        if (isThere === false) return segments.slice(index)
        if (!isTaken) target.note(error)
        return undefined
      }
    }
    return []
  }

  /** Whether a segment is in a place already; `undefined` when that does not say. */
  async #holds(target: Place, segment: readonly SegmentRow[]): Promise<boolean | undefined> {
    const revision = segment[0]?.revision ?? 0
    try {
      const there = new LogEnd(segment)
      const rows = await target.read((storage) => storage.read(this.#session.id, { from: revision, through: revision }))
      for (const row of rows) there.take(row)
      return there.holds(segment)
    } catch {
      // The place remembers why.
      return undefined
    }
  }

  async #letGo(target: Place, { place, rows }: Layer, aside: readonly SegmentRow[]): Promise<boolean> {
    const { id: sessionId, now: quarantinedAt } = this.#session
    const quarantine = aside.map((row) => ({ sessionId, reason: 'stray', quarantinedAt, row }) as const)
    try {
      const kept = { sessionId, keys: [], mode: 'remove', quarantine } as const
      if (aside.length > 0) await target.write((storage) => storage.retire(kept))
      await moveCard(target, place, sessionId)
      await moveNotes(target, place, sessionId)
    } catch (cause) {
      target.note(storageError(cause, 'write'))
      return false
    }
    this.#asideCount += aside.length
    // Another page may have let them go already; what it holds then decides.
    await place.storage.retire({ sessionId, keys: rows, mode: 'remove', quarantine: [] }).catch(() => undefined)
    // A last moment may have come in between.
    return (await rowsIn(place, sessionId)).length === 0 && place.isReadable
  }
}

async function rowsIn(place: Place, sessionId: string): Promise<readonly SegmentRow[]> {
  if (!place.isReadable) return []
  try {
    return await place.read((storage) => storage.read(sessionId))
  } catch (error) {
    // What is no database has no connection that could be opened again.
    place.giveUp(error as AutoSaveError)
    return []
  }
}

/** The session's row goes where its rows go. */
async function moveCard(target: Place, place: Place, sessionId: string): Promise<void> {
  const card = await place.storage.readSession(sessionId)
  if (card === undefined) return
  const there = await target.storage.readSession(sessionId)
  if ((there?.updatedAt ?? 0) <= card.updatedAt) await target.storage.putSession(card)
  await place.storage.dropSession?.(sessionId)
}

async function moveNotes(target: Place, place: Place, sessionId: string): Promise<void> {
  const notes = (await place.storage.book.notes()).filter(({ id }) => id[1] === sessionId)
  if (notes.length === 0) return
  await target.storage.book.change({ put: notes })
  await place.storage.book.change({ remove: notes.map(({ id }) => id) })
}
