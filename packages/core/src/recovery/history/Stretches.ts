import type { SegmentHeader } from '../../records/SegmentRow.ts'
import { isEnd } from '../trash/sessionEnd.ts'
import { isCheckpoint } from './isCheckpoint.ts'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

/**
 * The stretches that versions belong to; each comes down to the last of it. Asked once for each version, in their order.
 *
 * Windows lie on the clock and not on the versions, so that thinning again, later and with what has come since, goes on where the last
 * time left off. A stretch also ends where an old version was brought back, which can be undone so, and, in the last hours, where a page
 * writes for the first time: what it opened can be brought back. Tabs that are written in by turns open nothing with each turn, so a page
 * counts once an hour.
 */
export class Stretches {
  readonly #now: number
  readonly #mergeWindowMs: number
  /** Who wrote, by hour: an hour grows old as a whole. */
  readonly #writers = new Map<number, Set<string>>()
  #restoredAt = 0
  #openedAt = 0
  #opening = ''
  #lastWriter: string | undefined

  constructor(now: number, mergeWindowMs: number) {
    this.#now = now
    this.#mergeWindowMs = mergeWindowMs
  }

  /**
   * The stretch; and, in the one that an opening began, that of the page which opened the session: without a version of its own left,
   * thinning again would not know of the opening.
   */
  of(version: SegmentHeader): readonly string[] {
    const grownOld = this.#ageOf(version)
    const isOpening = grownOld === undefined && this.#isOpening(version)
    if (isOpening) this.#openedAt = version.revision
    this.#lastWriter = version.writer
    const length = Math.max(grownOld ?? 0, this.#mergeWindowMs)
    const opened = grownOld === undefined && this.#openedAt > 0 ? ` opened ${this.#openedAt}` : ''
    const stretch = `${this.#restoredAt} ${length} ${windowIndex(version.savedAt, length)}${opened}`
    const own = `${stretch} of ${version.writer}`
    if (isOpening) this.#opening = own
    if (version.reason === 'restore' || isEnd(version)) this.#restoredAt = version.revision
    if (isCheckpoint(version) || length === 0) return [`alone ${version.revision}`]
    return own === this.#opening ? [stretch, own] : [stretch]
  }

  /** A whole hour, or day, grows old at once: else what is the last of it would depend on when one looks. */
  #ageOf({ savedAt }: SegmentHeader): number | undefined {
    return [DAY_MS, HOUR_MS].find((length) => (windowIndex(savedAt, length) + 1) * length <= this.#now - length)
  }

  #isOpening({ savedAt, writer }: SegmentHeader): boolean {
    const hour = windowIndex(savedAt, HOUR_MS)
    const writers = this.#writers.get(hour) ?? new Set()
    this.#writers.set(hour, writers)
    const isFirst = !writers.has(writer)
    writers.add(writer)
    return isFirst && this.#lastWriter !== undefined && this.#lastWriter !== writer
  }
}

function windowIndex(time: number, length: number): number {
  return Math.floor(time / length)
}
