import { AutoSaveManager } from '@autosave-kit/core'
import { type WriteCount, countWrites } from './countWrites.ts'
import { type GrowingShape, type GrowingState, growingStates } from './growingStates.ts'
import { RowStore } from './RowStore.ts'
import { timed } from './timed.ts'

/** What is counted in the page; the times are in the trace. */
export interface Growth {
  readonly edit: WriteCount
  readonly put: WriteCount
  /** Ms for the comparison by identity alone. */
  readonly scanMs: number
}

const COUNTED_EDITS = 3

/** One state of a size: its first save, then edits, each beside a bare put of what it changed. */
export async function growthOf(shape: GrowingShape, size: number, edits: number): Promise<Growth> {
  const session = await GrowingSession.open(shape, size)
  const rows = await RowStore.open()
  for (let round = 0; round < edits; round += 1) {
    const what = session.edit()
    await timed('edit', () => session.save())
    await timed('put', () => rows.put('bench', what))
  }
  const counts: WriteCount[] = []
  let what: unknown
  for (let round = 0; round < COUNTED_EDITS; round += 1) {
    what = session.edit()
    counts.push(await countWrites(() => session.save()))
  }
  const put = await countWrites(() => rows.put('bench', what))
  const scanMs = session.scanTime()
  await session.manager.dispose()
  return { edit: counts.reduce((one, other) => (other.bytes > one.bytes ? other : one)), put, scanMs }
}

/** A session with its first save behind it. */
export class GrowingSession {
  readonly manager: AutoSaveManager
  readonly #growing: GrowingState
  #state: unknown
  #round = 0

  private constructor(growing: GrowingState) {
    this.manager = new AutoSaveManager('bench', growing.options)
    this.#growing = growing
    this.#state = growing.initial
  }

  static async open(shape: GrowingShape, size: number): Promise<GrowingSession> {
    const session = new GrowingSession(growingStates[shape](size))
    await session.manager.restore()
    await timed('first', () => session.save())
    return session
  }

  /** Changes one place, and answers with what is there now. */
  edit(): unknown {
    const { state, what } = this.#growing.edit(this.#state, (this.#round += 1))
    this.#state = state
    return what
  }

  /** Changes one place, as a key does: it is saved when it is time. */
  handOver(): void {
    this.edit()
    void this.manager.scheduleSave(this.#state)
  }

  save(): Promise<unknown> {
    void this.manager.scheduleSave(this.#state)
    return this.manager.flush()
  }

  /** Again and again, until the clock has something to show; the quickest stretch, since nobody else's work is in it. */
  scanTime(): number {
    const next = this.#growing.edit(this.#state, 0).state
    return Math.min(...Array.from({ length: 10 }, () => this.#scanStretch(next)))
  }

  #scanStretch(next: unknown): number {
    let repeats = 0
    let differences = 0
    const start = performance.now()
    while (performance.now() - start < 4) {
      differences += this.#growing.scan(this.#state, next)
      repeats += 1
    }
    if (differences !== repeats) throw new Error('The comparison did not find the one change.')
    return (performance.now() - start) / repeats
  }
}
