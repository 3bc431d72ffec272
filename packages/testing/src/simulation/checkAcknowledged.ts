import { LawBroken } from './LawBroken.ts'
import type { PageLedger } from './PageLedger.ts'
import type { Promised } from './Promised.ts'

/** A save was acknowledged: it must be on the disk. */
export function checkAcknowledged(ledger: PageLedger, { version, what }: Promised): void {
  if (ledger.holds(version)) return
  const there = `the disk has version ${ledger.landed} of ${ledger.page.tabId}`
  throw new LawBroken(2, `${what} of version ${version} was acknowledged; ${there}`)
}
