import type { SaveReason } from '../records/SegmentRow.ts'
import type { AppendOptions } from '../storage/SegmentStorage.ts'

export interface SaveRequest {
  readonly reason: SaveReason
  readonly durability: AppendOptions['durability']
  /** A name for the version: it is stored even when nothing has changed. */
  readonly label?: string | undefined
}

/** The more somebody asked for it, the higher: of two reasons for one commit, the one that history has to show. */
const RANKS: Readonly<Partial<Record<SaveReason, number>>> = { early: -1, flush: 1, manual: 2, merge: 3, restore: 4 }

/** What was asked for while a commit was under way: one request, as demanding as the most demanding of them. */
export class SaveRequests {
  #waiting: SaveRequest | undefined
  #taken: SaveRequest | undefined

  add({ reason, durability, label }: SaveRequest): void {
    const { reason: other = reason, durability: otherDurability, label: otherLabel } = this.#waiting ?? {}
    const isStrict = durability === 'strict' || otherDurability === 'strict'
    this.#waiting = {
      reason: rankOf(other) > rankOf(reason) ? other : reason,
      durability: isStrict ? 'strict' : 'relaxed',
      label: label ?? otherLabel,
    }
  }

  /** Somebody waits for the medium itself. */
  demandStrict(): void {
    this.#waiting =
      this.#waiting === undefined
        ? { reason: 'manual', durability: 'strict' }
        : { ...this.#waiting, durability: 'strict' }
  }

  get isEmpty(): boolean {
    return this.#waiting === undefined
  }

  take(): SaveRequest | undefined {
    this.#taken = this.#waiting
    this.#waiting = undefined
    return this.#taken
  }

  /** What was taken last came to nothing, and waits again. */
  giveBack(): void {
    if (this.#taken !== undefined) this.add({ ...this.#taken, ...this.#waiting })
    this.#taken = undefined
  }
}

function rankOf(reason: SaveReason): number {
  return RANKS[reason] ?? 0
}
