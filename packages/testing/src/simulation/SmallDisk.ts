import type { SegmentRow, SegmentStorage, SessionBook } from '@autosave-kit/core'
import { diskFailure } from './Faults.ts'
import { Medium } from './Medium.ts'
import { lengthOf } from './rowContent.ts'

/** A small store that outlives pages and answers at once, as localStorage does, when it answers at all. */
export class SmallDisk {
  readonly medium = new Medium()
  /** Characters that there is room for. */
  quota = Number.POSITIVE_INFINITY
  /** Every access throws, as where cookies are blocked. */
  isRefused = false

  add(rows: readonly SegmentRow[], isUrgent: boolean): void {
    const all = [...rows, ...this.medium.rows(rows[0]?.sessionId ?? '')]
    if (all.reduce((sum, row) => sum + lengthOf(row), 0) > this.quota) throw diskFailure('QUOTA_EXCEEDED')
    this.medium.add(rows, isUrgent)
  }
}

export interface AskingPage {
  readonly isGone: boolean
  countCall(): void
}

/** A page's way to the small disk: nothing is heard any more once the page is gone. */
export function smallDiskOf(disk: SmallDisk, page: AskingPage): SegmentStorage {
  const { medium } = disk
  const ask = <TResult>(run: () => TResult): Promise<TResult> => {
    page.countCall()
    if (page.isGone) return new Promise(() => undefined)
    if (disk.isRefused) return Promise.reject(diskFailure('STORAGE_UNAVAILABLE'))
    try {
      return Promise.resolve(run())
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : diskFailure('WRITE_FAILED'))
    }
  }
  return {
    open: () => ask(() => undefined),
    read: (id, { from = 0, through = Number.POSITIVE_INFINITY } = {}) =>
      ask(() => medium.rows(id).filter(({ revision }) => revision >= from && revision <= through)),
    readEach: (id, take) =>
      ask(() => {
        for (const row of medium.rows(id)) take(row)
        return 'fallback' as const
      }),
    append: (rows, { isUrgent = false, notes = [] }) =>
      ask(() => {
        disk.add(rows, isUrgent)
        medium.changeNotes({ put: notes })
        return 'fallback' as const
      }),
    book: bookOf(medium, ask),
    hurry: () => undefined,
    retire: (retirement) => ask(() => medium.retire(retirement)),
    listQuarantine: (id) => ask(() => medium.quarantined(id)),
    readSession: (id) => ask(() => medium.session(id)),
    putSession: (row) => ask(() => medium.putSession(row)),
    listSessions: () => ask(() => medium.sessions),
    listStored: () => ask(() => medium.storedIds),
    dropSession: (id) => ask(() => medium.dropSession(id)),
    subscribeLoss: () => () => undefined,
    close: () => undefined,
  }
}

function bookOf(medium: Medium, ask: <TResult>(run: () => TResult) => Promise<TResult>): SessionBook {
  return {
    erase: (rows, notes) => ask(() => medium.erase(rows, notes)),
    notes: () => ask(() => medium.notes),
    change: (change) => ask(() => medium.changeNotes(change)),
  }
}
