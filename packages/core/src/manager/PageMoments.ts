import type { PageMoment } from '../environment/PageLifecycle.ts'
import type { Compactor } from './Compactor.ts'
import { OfflinePause } from './OfflinePause.ts'
import type { SaveLoop } from './SaveLoop.ts'
import type { SessionCard } from './SessionCard.ts'
import type { SessionContext } from './SessionContext.ts'
import { StoreProbe } from './StoreProbe.ts'
import type { StrictFlush } from './StrictFlush.ts'
import type { WriterRight } from './WriterRight.ts'

/** An app that fails in every frame is no reason to save in every frame, in ms. */
const BETWEEN_ERRORS_MS = 5_000

interface SessionParts {
  readonly loop: SaveLoop
  readonly card: SessionCard
  readonly compactor: Compactor
  readonly strictFlush: StrictFlush
  readonly right: WriterRight
}

/** What a session does when something happens to its page. Runs inside the browser's own events. */
export class PageMoments {
  readonly offline: OfflinePause
  readonly #context: SessionContext
  readonly #parts: SessionParts
  readonly #probe: StoreProbe
  #savedOnErrorAt = Number.NEGATIVE_INFINITY

  constructor(context: SessionContext, parts: SessionParts) {
    this.#context = context
    this.#parts = parts
    this.#probe = new StoreProbe(context, parts.loop)
    this.offline = new OfflinePause(context, () => this.#saveUnsaved('flush'))
  }

  on(moment: PageMoment): void {
    switch (moment) {
      case 'hidden':
        return this.#onHidden()
      case 'outdated':
        return this.#parts.loop.lastMoment.commit('leave')
      case 'leaving':
        return this.#onLeaving()
      case 'returned':
        this.offline.update()
        this.#parts.right.returned()
        return this.#parts.loop.returned()
      case 'shown':
        this.offline.update()
        return this.#probe.look()
      case 'blurred':
        return this.#saveUnsaved('blur')
      case 'online':
      case 'offline':
        return this.offline.update()
      case 'error':
        return this.#onError()
    }
  }

  dispose(): void {
    this.#probe.dispose()
  }

  /** The tab may be killed from here on without a word, and a phone be carried about with an empty battery. */
  #onHidden(): void {
    this.#parts.loop.lastMoment.commit('leave')
    this.#parts.strictFlush.now()
  }

  #onLeaving(): void {
    const { loop, card, compactor, right } = this.#parts
    loop.lastMoment.commit('leave')
    compactor.stop()
    card.markLeft(loop.issuedRevision)
    right.leaving()
  }

  #saveUnsaved(reason: 'blur' | 'flush'): void {
    const { facts } = this.#context.facts
    const isHeld = facts.pauseReasons.length > 0 || facts.lastError !== undefined
    if (facts.draftVersion > facts.savedVersion && !isHeld) this.#parts.loop.saveByItself(reason)
  }

  /** The app may be about to fall over: what it has handed over is issued now, in this task. */
  #onError(): void {
    const now = this.#context.surroundings.clock.elapsed()
    if (now - this.#savedOnErrorAt < BETWEEN_ERRORS_MS) return
    const { draftVersion, savedVersion } = this.#context.facts.facts
    if (draftVersion <= savedVersion) return
    this.#savedOnErrorAt = now
    this.#parts.loop.lastMoment.commit('error')
  }
}
