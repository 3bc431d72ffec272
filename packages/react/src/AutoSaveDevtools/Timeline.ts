import type { AutoSaveEvent, AutoSaveService } from '@autosave-kit/core'

/** One line of the timeline. */
export interface TimelineEntry {
  readonly key: number
  /** Ms since 1970. */
  readonly at: number
  readonly event: AutoSaveEvent
}

type EventSource = Pick<AutoSaveService, 'on'>

const LONGEST = 50
const TYPES = ['saved', 'error', 'conflict', 'recoverable', 'slow'] as const

/** The newest events of a service, heard while somebody looks; newest first. */
export class Timeline {
  readonly #service: EventSource
  readonly #listeners = new Set<() => void>()
  #entries: readonly TimelineEntry[] = []
  #count = 0
  #ends: readonly (() => void)[] = []

  constructor(service: EventSource) {
    this.#service = service
  }

  readonly getSnapshot = (): readonly TimelineEntry[] => this.#entries

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1)
      this.#ends = TYPES.map((type) => this.#service.on<AutoSaveEvent['type']>(type, this.#add))
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      for (const end of this.#ends) end()
    }
  }

  readonly #add = (event: AutoSaveEvent): void => {
    this.#count += 1
    this.#entries = [{ key: this.#count, at: Date.now(), event }, ...this.#entries].slice(0, LONGEST)
    for (const listener of this.#listeners) listener()
  }
}
