import type { SegmentRow } from '@autosave-kit/core'
import { LawBroken } from '../LawBroken.ts'
import type { LockRegistry } from '../LockRegistry.ts'
import type { Medium } from '../Medium.ts'
import type { SimulatedTime } from '../SimulatedTime.ts'
import type { EndingsApp } from './EndingsApp.ts'
import { MAX_SESSION_AGE_MS, TRASH_MS } from './agesOfEndings.ts'
import { type StoredWork, nameOf, readWork } from './StoredWork.ts'

/** Between the two looks of the janitor, at least. */
const GRACE_MS = 3_600_000
/** A title that comes in the very moment in which a session goes may be too late. */
const TITLE_MS = 300_000

interface WatchedWorld {
  readonly medium: Medium
  readonly time: SimulatedTime
  readonly locks: LockRegistry
  readonly livingApps: readonly EndingsApp[]
  /** How often somebody has set the clock. */
  readonly jumpCount: number
}

/**
 * Holds the endings of sessions against what is promised of them. It goes by marks: each edit leaves one, no app removes any, so a mark that
 * is gone went with its session.
 */
export class EndingsOracle {
  readonly #world: WatchedWorld
  readonly #acknowledged = new Set<string>()
  /** Marks that nobody has to find any more, and when they went: with a session that was deleted, or from a trash whose time was over. */
  readonly #forgone = new Map<string, number>()
  /** By session: what was in it when it was ended, and comes back only by somebody's own act. */
  readonly #ended = new Map<string, Set<string>>()
  readonly #savedAt = new Map<string, number>()
  readonly #titledAt = new Map<string, number>()
  readonly #homes = new Map<string, Set<string>>()
  #work: StoredWork = { open: new Map(), trash: new Map() }
  #checked = ''
  #turn = 0

  constructor(world: WatchedWorld) {
    this.#world = world
  }

  get work(): StoredWork {
    return this.#work
  }

  /** A session is handed marks. Answers what is called once they are said to be stored. */
  onHandedOver(sessionId: string, marks: readonly string[]): () => void {
    const home = this.#homes.get(sessionId) ?? new Set()
    for (const mark of marks) home.add(mark)
    this.#homes.set(sessionId, home)
    this.#turn += 1
    const turn = this.#turn
    return () => {
      this.#checked = ''
      for (const mark of marks) {
        this.#acknowledged.add(mark)
        if ((this.#forgone.get(mark) ?? Infinity) < turn) this.#forgone.delete(mark)
      }
    }
  }

  /** Somebody wants what he sees stored, whatever has become of the session. */
  onSavedByHand(sessionId: string, marks: readonly string[]): void {
    for (const mark of marks) this.#ended.get(sessionId)?.delete(mark)
  }

  onUndo(sessionId: string): void {
    this.#ended.delete(sessionId)
  }

  onTitled(sessionId: string): void {
    this.#titledAt.set(sessionId, this.#world.time.elapsed)
  }

  /** A page asks the disk for the end of a session that nobody in it has asked for. */
  checkExpiry(app: EndingsApp, { sessionId, reason }: SegmentRow): void {
    const { medium, time, locks, livingApps, jumpCount } = this.#world
    const age = time.elapsed - (this.#savedAt.get(sessionId) ?? 0)
    const who = `${app.page.tabId} tidies up ${sessionId}`
    if (reason === 'discard') {
      const holder = livingApps.find(
        (other) => other !== app && other.hasOpen(sessionId) && locks.holdsSession(other.page.tabId, sessionId),
      )
      if (holder !== undefined) throw new LawBroken(3, `${who}, which ${holder.page.tabId} has open`)
      const isTitled = medium.notes.some(({ id }) => id[0] === 'title' && id[1] === sessionId)
      if (isTitled && time.elapsed - (this.#titledAt.get(sessionId) ?? 0) > TITLE_MS)
        throw new LawBroken(3, `${who}, which somebody has named`)
      if (jumpCount === 0 && age < MAX_SESSION_AGE_MS) throw new LawBroken(3, `${who} ${age} ms after its last save`)
    }
    if (age < GRACE_MS) throw new LawBroken(3, `${who} ${age} ms after its last save`)
  }

  /** What a transaction has done, read in the task behind it. */
  onRows(rows: readonly SegmentRow[]): void {
    const [row] = rows
    if (row === undefined) return
    const { sessionId, reason } = row
    if (reason === 'discard' || reason === 'delete') this.#onEnd(sessionId, reason)
    else if (reason !== 'compaction') this.#savedAt.set(sessionId, this.#world.time.elapsed)
  }

  /** After every event. */
  async check(): Promise<void> {
    const { medium, time } = this.#world
    for (const note of medium.notes) {
      if (note.id[0] !== 'trash' || time.now - note.at < TRASH_MS) continue
      for (const mark of this.#work.trash.get(nameOf(note)) ?? []) this.#forgo(mark)
    }
    const now = `${medium.change}/${medium.notes.map(nameOf).join()}`
    if (now === this.#checked) return
    this.#checked = now
    this.#work = await readWork(medium)
    const found = new Set([...this.#work.open.values(), ...this.#work.trash.values()].flatMap((marks) => [...marks]))
    for (const mark of this.#acknowledged)
      if (!found.has(mark) && !this.#forgone.has(mark))
        throw new LawBroken(2, `${mark} was said to be stored, and is in no session and not in the trash`)
    this.#checkEnded()
  }

  #checkEnded(): void {
    for (const [sessionId, marks] of this.#ended)
      for (const mark of this.#work.open.get(sessionId) ?? [])
        if (marks.has(mark)) throw new LawBroken(5, `${mark} is in ${sessionId} again, which was ended with it`)
  }

  #onEnd(sessionId: string, reason: 'discard' | 'delete'): void {
    const gone = new Set(this.#ended.get(sessionId))
    for (const mark of this.#work.open.get(sessionId) ?? []) gone.add(mark)
    // What somebody is just storing by hand may come behind the end.
    for (const app of this.#world.livingApps) for (const mark of app.savingByHand(sessionId)) gone.delete(mark)
    this.#ended.set(sessionId, gone)
    if (reason === 'delete') for (const mark of this.#everIn(sessionId)) this.#forgo(mark)
  }

  /** What was handed to a session, brought to it as a copy, or lies in the trash by its name. */
  #everIn(sessionId: string): Set<string> {
    const all = new Set([...(this.#homes.get(sessionId) ?? []), ...(this.#work.open.get(sessionId) ?? [])])
    for (const note of this.#world.medium.notes)
      if (note.id[1] === sessionId) for (const mark of this.#work.trash.get(nameOf(note)) ?? []) all.add(mark)
    return all
  }

  #forgo(mark: string): void {
    this.#turn += 1
    this.#forgone.set(mark, this.#turn)
  }
}
