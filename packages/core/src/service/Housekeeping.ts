import { loadPart } from '../environment/loadPart.ts'
import type { AutoSaveEvent } from '../manager/AutoSaveEvent.ts'
import type { ServiceDesk } from './ServiceDesk.ts'

const loadRecoverableSessions = () => import('./recoverableSessions.ts')

/** What the app opens with its first screen is open by then, and need not be looked at, in ms. */
const LOOK_AFTER_MS = 1_000

/** Tidying up is in no page's way: the first minute is the app's. Then once an hour, in whichever page is there. */
const FIRST_TIDY_MS = 60_000
const TIDY_EVERY_MS = 60 * 60_000

/** A busy page is not kept from its work for it, in ms. */
const IDLE_TIMEOUT_MS = 5_000

interface HousekeepingParts {
  readonly desk: ServiceDesk
  readonly announce: (event: AutoSaveEvent) => void
  readonly tidy: () => Promise<void>
}

/** What a page does for all sessions when it has nothing better to do. Nobody waits for it, and what fails is done by the next page. */
export class Housekeeping {
  readonly #parts: HousekeepingParts
  readonly #told = new Set<string>()
  #cancel: (() => void) | undefined

  constructor(parts: HousekeepingParts) {
    this.#parts = parts
  }

  begin(): void {
    this.#plan(LOOK_AFTER_MS, async () => {
      await this.#look()
      return FIRST_TIDY_MS
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  /** `run` says when there is something to do again. */
  #plan(delayMs: number, run: () => Promise<number>): void {
    const { clock } = this.#parts.desk.surroundings()
    this.#cancel = clock.setTimer(() => {
      this.#cancel = clock.whenIdle(() => void this.#do(run), IDLE_TIMEOUT_MS)
    }, delayMs)
  }

  async #do(run: () => Promise<number>): Promise<void> {
    const nextMs = await run().catch(() => TIDY_EVERY_MS)
    if (this.#cancel === undefined) return
    this.#plan(nextMs, async () => {
      await this.#parts.tidy()
      return TIDY_EVERY_MS
    })
  }

  /** Tells of work that somebody may want back, once. */
  async #look(): Promise<void> {
    const { desk, announce } = this.#parts
    const { recoverableSessions } = await loadPart(loadRecoverableSessions)
    if (this.#cancel === undefined) return
    const found = await recoverableSessions(desk.surroundings(), desk.isOpenHere)
    // Disposed meanwhile.
    if (this.#cancel === undefined) return
    for (const { id: sessionId } of found) {
      if (this.#told.has(sessionId)) continue
      this.#told.add(sessionId)
      announce({ type: 'recoverable', sessionId })
    }
  }
}
