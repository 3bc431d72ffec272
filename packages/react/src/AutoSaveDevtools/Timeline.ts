import type { AutoSaveEvent, AutoSaveMetrics, AutoSaveService } from '@autosave-kit/core'

/** One line of the timeline. */
export interface TimelineEntry {
  readonly key: number
  /** Ms since 1970. */
  readonly at: number
  readonly event: AutoSaveEvent
  /** Of a save; missing where nothing was measured. */
  readonly cost: SaveCost | undefined
}

/** What one save came to. */
export interface SaveCost {
  /** From its start until it was durable, in ms. */
  readonly saveTime: number
  /** What the page felt of it, in ms. */
  readonly mainThreadTime: number
  /** Rows written since the entry before, of the same session. */
  readonly rowCount: number
}

type EventSource = Pick<AutoSaveService, 'on' | 'getAllMetrics'>

const LONGEST = 80
const TYPES = ['saved', 'error', 'conflict', 'recoverable', 'slow', 'access', 'heartbeat-failed'] as const

/** The newest events of a service, heard while somebody looks; newest first. */
export class Timeline {
  readonly #service: EventSource
  readonly #listeners = new Set<() => void>()
  readonly #rowCounts = new Map<string, number>()
  #entries: readonly TimelineEntry[] = []
  #count = 0
  #ends: readonly (() => void)[] = []

  constructor(service: EventSource) {
    this.#service = service
  }

  readonly getSnapshot = (): readonly TimelineEntry[] => this.#entries

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#start()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      for (const end of this.#ends) end()
    }
  }

  #start(): void {
    for (const [id, { rowsWritten }] of Object.entries(this.#service.getAllMetrics()))
      this.#rowCounts.set(id, rowsWritten)
    this.#ends = TYPES.map((type) => this.#service.on<AutoSaveEvent['type']>(type, this.#add))
  }

  readonly #add = (event: AutoSaveEvent): void => {
    this.#count += 1
    const cost = event.type === 'saved' ? this.#costOf(this.#service.getAllMetrics()[event.sessionId]) : undefined
    this.#entries = [{ key: this.#count, at: Date.now(), event, cost }, ...this.#entries].slice(0, LONGEST)
    for (const listener of this.#listeners) listener()
  }

  #costOf(metrics: AutoSaveMetrics | undefined): SaveCost | undefined {
    // An app may have turned measuring off.
    if (metrics === undefined || metrics.totalSaves === 0) return undefined
    const { sessionId, saveTime, mainThreadTime, rowsWritten } = metrics
    const rowCount = rowsWritten - (this.#rowCounts.get(sessionId) ?? 0)
    this.#rowCounts.set(sessionId, rowsWritten)
    return { saveTime: saveTime.last, mainThreadTime: mainThreadTime.last, rowCount }
  }
}
