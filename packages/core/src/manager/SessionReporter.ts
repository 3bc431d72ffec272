import type { SessionMetrics } from '../metrics/SessionMetrics.ts'
import type { AutoSaveEvent } from './AutoSaveEvent.ts'
import type { FactAction, Facts } from './facts.ts'

type StoredAction = FactAction & { readonly type: 'stored' }

/** Makes figures and events of what happens to a session. */
export class SessionReporter {
  readonly #identity: { readonly sessionId: string }
  readonly #metrics: SessionMetrics
  readonly #announce: (event: AutoSaveEvent) => void

  constructor(
    identity: { readonly sessionId: string },
    metrics: SessionMetrics,
    announce: (event: AutoSaveEvent) => void = () => undefined,
  ) {
    this.#identity = identity
    this.#metrics = metrics
    this.#announce = announce
  }

  readonly observe = (action: FactAction, before: Facts): void => {
    const { type } = action
    // The most frequent by far: a keystroke's.
    if (type === 'handed-over') return
    if (type === 'stored') this.#stored(action, before)
    if (type === 'access' && action.access !== before.access) {
      this.#announce({ type: 'access', sessionId: this.#identity.sessionId, access: action.access })
    }
    if (type === 'conflict-found') this.#announce({ type: 'conflict', sessionId: this.#identity.sessionId })
    if (type === 'failed') {
      const { error, retryAt } = action
      // Before restore has settled nothing is saved: it was reading that failed.
      if (before.restored !== undefined) this.#metrics.failed(error.code)
      this.#announce({ type: 'error', sessionId: this.#identity.sessionId, code: error.code, retryAt, error })
    }
  }

  #stored({ version, commit }: StoredAction, before: Facts): void {
    const times = this.#metrics.stored(commit, Math.max(0, version - before.savedVersion))
    if (commit === undefined) return
    const { revision, durability, savedLength: byteLength } = commit
    const reason = commit.rows[0]?.reason ?? 'unknown'
    this.#announce({ type: 'saved', sessionId: this.#identity.sessionId, revision, reason, durability, byteLength })
    if (times === undefined || !this.#metrics.isSlow(times)) return
    const target = this.#metrics.performanceInfo.target
    this.#announce({ type: 'slow', sessionId: this.#identity.sessionId, revision, ...times, target })
  }
}
