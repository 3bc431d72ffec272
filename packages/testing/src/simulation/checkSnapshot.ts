import type { SaveSnapshot } from '@autosave-kit/core'
import { describeSnapshot } from './describeSnapshot.ts'
import { LawBroken } from './LawBroken.ts'
import type { PageLedger } from './PageLedger.ts'

/** What a page says of its work at any time, beside what is known of it. */
export function checkSnapshot(ledger: PageLedger, snapshot: SaveSnapshot): void {
  const { page, isSettled, lastFailure, isRestored } = ledger
  if (ledger.isTravelling || ledger.isConsenting) return
  const silent = (what: string): LawBroken => new LawBroken(3, `version ${ledger.handed} of ${page.tabId} ${what}`)
  const { isUnsaved, status } = snapshot
  if (!isUnsaved && !isSettled) throw silent(`is not stored, and the snapshot says ${describeSnapshot(snapshot)}`)
  if (status === 'saved' && isUnsaved) throw silent('is said to be saved and unsaved at once')
  if (!isUnsaved || status === 'conflict' || page.isFrozen || page.isCached || !isRestored) return
  const { pendingCount } = page.connection.operations
  if (lastFailure !== undefined && pendingCount === 0 && snapshot.error === undefined)
    throw silent(`failed with ${lastFailure}, and the snapshot shows no error`)
  const isWaiting = snapshot.pauseReasons.length > 0 || snapshot.error?.retryable === false
  if (!isWaiting && !page.isExpecting) throw silent('is unsaved, and nothing is under way for it')
}
