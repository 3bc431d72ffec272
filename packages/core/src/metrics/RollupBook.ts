import type { Clock } from '../schedule/Clock.ts'
import { type MetricsRollup, emptyRollup, hourOf, joinRollups } from './MetricsRollup.ts'
import type { RollupStore } from './RollupStore.ts'

/**
 * How long figures come together before they are written, in ms: what a page that goes may cost of them. Writing opens the
 * database a second time, so it should be rare.
 */
const COLLECT_MS = 60_000

/** A busy page is not kept from its work for the sake of figures, in ms. */
const IDLE_TIMEOUT_MS = 30_000

/** Hours of a month: as long as the history keeps versions by default. */
const KEEP_HOURS = 30 * 24

/** One save, one failure, or what came with neither. */
export type RollupPart = Partial<Omit<MetricsRollup, 'sessionId' | 'hour'>>

/** Collects the figures of a page's sessions, and writes them when the page has nothing better to do; never in a save. */
export class RollupBook {
  readonly #clock: Clock
  readonly #store: RollupStore
  readonly #onFailure: (cause: Error) => void
  #collected = new Map<string, MetricsRollup>()
  #cancel: (() => void) | undefined

  constructor(clock: Clock, store: RollupStore, onFailure: (cause: Error) => void) {
    this.#clock = clock
    this.#store = store
    this.#onFailure = onFailure
  }

  add(sessionId: string, part: RollupPart): void {
    const hour = hourOf(this.#clock.now())
    const key = `${hour}/${sessionId}`
    const empty = emptyRollup(sessionId, hour)
    this.#collected.set(key, joinRollups(this.#collected.get(key) ?? empty, { ...empty, ...part }))
    this.#cancel ??= this.#clock.setTimer(() => {
      this.#cancel = this.#clock.whenIdle(() => void this.#write(), IDLE_TIMEOUT_MS)
    }, COLLECT_MS)
  }

  /** With what this page has not written yet. */
  async read(sessionId: string): Promise<readonly MetricsRollup[]> {
    await this.#write()
    return await this.#store.read(sessionId)
  }

  /** What is not written yet is written; nobody waits for it. */
  dispose(): void {
    void this.#write()
  }

  async #write(): Promise<void> {
    this.#cancel?.()
    this.#cancel = undefined
    const rollups = [...this.#collected.values()]
    if (rollups.length === 0) return
    this.#collected = new Map()
    try {
      await this.#store.add(rollups, hourOf(this.#clock.now()) - KEEP_HOURS)
    } catch (cause) {
      // Figures are no work: what could not be written is let go, and whoever develops the app is told.
      this.#onFailure(cause instanceof Error ? cause : new Error('unknown', { cause }))
    }
  }
}
