import {
  type AppendOptions,
  type Clock,
  type Durability,
  type LifeboatMedium,
  LifeboatStorage,
  type SegmentRow,
} from '@autosave-kit/core'
import type { DiskConnection } from './DiskConnection.ts'

interface LifeboatWatch {
  readonly clock: Clock
  /** Calls of the disk so far. */
  callCount(): number
  /** An append came while the session is being brought back, and did not reach the disk. */
  onRefusal(): void
}

/** The engine's own second copy, which tells when it keeps an append from the disk. */
export class WatchedLifeboat extends LifeboatStorage {
  readonly #watch: LifeboatWatch

  constructor(disk: DiskConnection, medium: LifeboatMedium, watch: LifeboatWatch) {
    super(disk, medium, watch.clock)
    this.#watch = watch
  }

  override append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    const before = this.#watch.callCount()
    const stored = super.append(rows, options)
    if (this.#watch.callCount() === before) this.#watch.onRefusal()
    return stored
  }
}
