import type { SegmentStorage } from '../SegmentStorage.ts'
import type { SessionBook } from '../SessionBook.ts'
import { storageFailure } from '../storageError.ts'
import type { SessionCopy } from './SessionCopy.ts'

/**
 * The book of a storage with a second copy. In a deletion the copy lets go first, so that what somebody deleted does not come back
 * from there; what it could not let go of lies in front of the segment that says so, which is copied next.
 *
 * @param copyOf - nothing while the session is being brought back.
 * @param limitMs - longest wait for the copy.
 */
export function bookWithCopy(
  storage: SegmentStorage,
  copyOf: (sessionId: string) => SessionCopy | undefined,
  limitMs: number,
): SessionBook {
  return {
    async erase(rows, notes) {
      const { sessionId = '' } = rows[0] ?? {}
      const copy = copyOf(sessionId)
      if (copy === undefined) throw storageFailure('STORAGE_LOST')
      const there = await storage.read(sessionId, { from: 0 })
      const keys = there.map(({ revision, part }) => ({ revision, part }))
      copy.add({ type: 'retire', keys, mode: 'remove' })
      copy.press()
      await copy.settle(limitMs)
      try {
        await storage.book.erase(rows, notes)
        for (const row of rows) copy.add({ type: 'row', row })
      } catch (error) {
        // It may have let go of what is there still: the next comparison gives it back.
        copy.doubt()
        throw error
      } finally {
        copy.press()
      }
    },
    notes: () => storage.book.notes(),
    change: (change) => storage.book.change(change),
  }
}
