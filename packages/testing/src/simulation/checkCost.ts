import type { SegmentRow } from '@autosave-kit/core'
import { changeCost } from './changeCost.ts'
import { LawBroken } from './LawBroken.ts'
import type { PageLedger } from './PageLedger.ts'
import { lengthOf } from './rowContent.ts'

/** Rows a commit may be cut into, beside one for each so many characters. */
const ROW_LENGTH = 8_000

/** A commit is measured against what its page knows to be stored, which may be a little behind what is. */
export function checkCost(ledger: PageLedger, rows: readonly SegmentRow[]): void {
  // What is put together of others' work costs what that was.
  if (ledger.isInDoubt || ledger.isTravelling || rows[0]?.reason === 'merge') return
  const before = ledger.hasLost ? [undefined] : ledger.committed
  const after = [...ledger.recent, ledger.newest ?? before.at(-1)]
  const allowed = 500 + Math.max(...before.flatMap((from) => after.map((to) => changeCost(from, to))))
  const length = rows.reduce((sum, row) => sum + lengthOf(row), 0)
  if (length > allowed) {
    throw new LawBroken(8, `${ledger.page.tabId} writes ${length} characters for a change of ${allowed}`)
  }
  if (rows.length > 2 + length / ROW_LENGTH) throw new LawBroken(8, `${rows.length} rows for ${length} characters`)
}
