import { loadPart } from '../environment/loadPart.ts'
import { systemClock } from '../schedule/Clock.ts'

/** Nobody waits for it, in ms. */
const IDLE_TIMEOUT_MS = 30_000

/** Removes, in idle time, what a purge could not remove: second copies that a page had open then. */
export class CopySweep {
  readonly #databaseName: string
  #cancel: (() => void) | undefined

  constructor(databaseName: string) {
    this.#databaseName = databaseName
  }

  /** @param epoch - How often the scope was purged: hardly any ever was. */
  begin(epoch: number): void {
    if (epoch === 0) return
    this.#cancel = systemClock.whenIdle(() => void this.#run(epoch).catch(() => undefined), IDLE_TIMEOUT_MS)
  }

  stop(): void {
    this.#cancel?.()
  }

  /** What does not go now goes with the next opening. */
  async #run(epoch: number): Promise<void> {
    const { removeCopies } = await loadPart(() => import('../storage/lifeboat/removeCopies.ts'))
    await removeCopies(this.#databaseName, epoch, systemClock)
  }
}
