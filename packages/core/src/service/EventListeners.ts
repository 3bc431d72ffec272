import { dispatchPageEvent } from '../environment/pageEvents.ts'
import { reportFailure } from '../environment/reportFailure.ts'
import type { AutoSaveEvent } from '../manager/AutoSaveEvent.ts'

/** What is told of an event of one type. @public */
export type EventOf<TType extends AutoSaveEvent['type']> = AutoSaveEvent & { readonly type: TType }

type Listener = (event: AutoSaveEvent) => void

/** Who listens to a service, by type of event. */
export class EventListeners {
  readonly #listeners = new Map<AutoSaveEvent['type'], Set<Listener>>()

  add<TType extends AutoSaveEvent['type']>(type: TType, listener: (event: EventOf<TType>) => void): () => void {
    const isOfType = (event: AutoSaveEvent): event is EventOf<TType> => event.type === type
    // Its own each time: the same function listening twice is told twice, and each end ends one.
    const listen: Listener = (event) => isOfType(event) && listener(event)
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners.add(listen))
    return () => listeners.delete(listen)
  }

  /** Not in the task's own turn: what a listener does, saving again included, must not happen in the middle of a save. */
  readonly announce = (event: AutoSaveEvent): void => {
    queueMicrotask(() => this.#tell(event))
  }

  clear(): void {
    this.#listeners.clear()
  }

  #tell(event: AutoSaveEvent): void {
    for (const listen of this.#listeners.get(event.type) ?? []) {
      try {
        listen(event)
      } catch (cause) {
        reportFailure(cause)
      }
    }
    announceToPage(event)
  }
}

function announceToPage(event: AutoSaveEvent): void {
  const { type, ...told } = event
  if ('error' in told) {
    const { error: _error, ...rest } = told
    return dispatchPageEvent(`autosave:${type}`, rest)
  }
  dispatchPageEvent(`autosave:${type}`, told)
}
