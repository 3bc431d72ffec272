import { loadPart } from '../environment/loadPart.ts'
import type { AutoSaveEvent } from '../manager/AutoSaveEvent.ts'
import type { ServiceDesk } from './SessionActions.ts'

/** What the app opens with its first screen is open by then, and need not be looked at, in ms. */
const LOOK_AFTER_MS = 1_000

/** A busy page is not kept from its work for it, in ms. */
const IDLE_TIMEOUT_MS = 5_000

/** What a page does for all sessions when it has nothing better to do. Nobody waits for it, and what fails is done by the next page. */
export class Housekeeping {
  readonly #desk: ServiceDesk
  readonly #announce: (event: AutoSaveEvent) => void
  readonly #told = new Set<string>()
  #cancel: (() => void) | undefined

  constructor(desk: ServiceDesk, announce: (event: AutoSaveEvent) => void) {
    this.#desk = desk
    this.#announce = announce
  }

  begin(): void {
    const { clock } = this.#desk.surroundings()
    this.#cancel = clock.setTimer(() => {
      this.#cancel = clock.whenIdle(() => void this.#look().catch(() => undefined), IDLE_TIMEOUT_MS)
    }, LOOK_AFTER_MS)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  /** Tells of work that somebody may want back, once. */
  async #look(): Promise<void> {
    const { recoverableSessions } = await loadPart(() => import('./recoverableSessions.ts'))
    if (this.#cancel === undefined) return
    const found = await recoverableSessions(this.#desk.surroundings(), this.#desk.isOpenHere)
    // Disposed meanwhile.
    if (this.#cancel === undefined) return
    for (const { id: sessionId } of found) {
      if (this.#told.has(sessionId)) continue
      this.#told.add(sessionId)
      this.#announce({ type: 'recoverable', sessionId })
    }
  }
}
