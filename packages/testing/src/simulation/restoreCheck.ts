import { emptyBook } from './Book.ts'
import { headsShown } from './headsShown.ts'
import { LawBroken } from './LawBroken.ts'
import type { LostDatabases } from './LostDatabases.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { RestoreCheck, WorldOracle } from './WorldOracle.ts'

interface PrintingOracle extends Pick<WorldOracle, 'isDamaged' | 'ledger' | 'judge'> {
  readonly head: { readonly print: string }
  readonly losses: LostDatabases
  stateOf(print: string): unknown
  /** The app of a page is given the stored state: from now on it writes on top of it. */
  adopt(page: SimulatedPage, print: string): void
}

/** What a page shows once it has read the session is what it read, with what was typed on top. */
export function restoreCheck(oracle: PrintingOracle, page: SimulatedPage): RestoreCheck {
  const checkReturn = oracle.losses.watchReturn()
  return ({ typed, shown, report }) => {
    const ledger = oracle.ledger(page)
    const { readHeads } = ledger
    // What failed until now was no save: what the second copy holds was being brought back.
    ledger.lastFailure = undefined
    if (!page.lifeboat.hasFailed) oracle.judge(() => checkReturn(oracle.head.print))
    if (readHeads.size === 0) throw new LawBroken(1, 'restore has settled, and the session was not read')
    const found = headsShown(readHeads, { typed, shown, stateOf: (print) => oracle.stateOf(print) })
    // Work that was left beside the log is in it, too: the page writes that itself.
    const isJoined = report.strays.some(({ outcome }) => outcome === 'merged')
    if (found.length === 0 && !oracle.isDamaged && !isJoined)
      throw new LawBroken(
        typed === emptyBook ? 11 : 1,
        'what was restored is not what was stored, with what was typed on top',
      )
    // Of a log that was brought back in part, and whose copy does not answer, some is missing.
    const isPartial = oracle.losses.isUnderWay && page.lifeboat.hasFailed
    if (report.damagedRowCount > 0 && !oracle.isDamaged && !isPartial)
      throw new LawBroken(6, `${report.damagedRowCount} rows are called damaged that are not`)
    for (const print of isJoined ? readHeads : found) oracle.adopt(page, print)
  }
}
