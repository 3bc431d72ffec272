import type { AutoSaveMetrics } from '@autosave-kit/core'
import type { SessionRegistry } from '../session/SessionRegistry.ts'
import type { TrackedSource } from '../status/TrackedMembers.ts'

const noTime = Object.freeze({ last: 0, average: 0, p50: 0, p95: 0, p99: 0, longest: 0 })

/** What is said where no session is in use, and on a server. */
export const noMetrics: AutoSaveMetrics = Object.freeze({
  sessionId: '',
  totalSaves: 0,
  failedSaves: 0,
  averageSaveTime: 0,
  lastSaveTime: 0,
  heartbeatFailures: 0,
  saveTime: noTime,
  mainThreadTime: noTime,
  slowSaves: 0,
  bytesWritten: 0,
  rowsWritten: 0,
  savesAvoided: 0,
  payloadReduction: 0,
  delayFactor: 1,
})

/** The figures of one session: of the id, or else of the one that came to the page first. */
export class MetricsSource implements TrackedSource<AutoSaveMetrics> {
  readonly #registry: SessionRegistry
  readonly #id: string | undefined

  constructor(registry: SessionRegistry, id: string | undefined) {
    this.#registry = registry
    this.#id = id
  }

  getSnapshot(): AutoSaveMetrics {
    return this.#registry.getSessions(this.#id)[0]?.manager.getMetrics() ?? noMetrics
  }

  subscribe(listener: () => void): () => void {
    const { service, subscribe } = this.#registry
    // Early commits are no news to whoever shows a status, so the registry does not tell of them; the service does.
    const ends = [subscribe(listener), service.on('saved', listener), service.on('error', listener)]
    return () => {
      for (const end of ends) end()
    }
  }
}
