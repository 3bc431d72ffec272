import { SESSION_ID } from './Book.ts'
import type { StrickenWorld } from './StrickenWorld.ts'

/** Site data cleared: every connection is closed, and who opens a new one finds nothing. */
export function emptyDisk({ livingApps, medium, journal, copies, local, faults, oracle }: StrickenWorld): void {
  if (faults.outage === 'newer') return
  for (const { page } of livingApps) page.connection.operations.lose()
  medium.clear()
  journal?.committed(true)
  copies.clear()
  local?.clear()
  oracle.emptied()
}

/** The browser loses its whole database, which it notices when it opens it: nobody is told anything but that a connection is gone. */
export function loseDatabase({ pages, medium, journal, faults, oracle }: StrickenWorld): void {
  // Whoever opens it next would make it anew, and no page of today takes that back: it would have to be reloaded.
  if (faults.outage === 'newer') return
  const rows = medium.rows(SESSION_ID)
  for (const { isGone, connection } of pages) {
    // What a page that is gone had issued went to the database that is lost.
    if (isGone) connection.operations.abandon(0)
    else connection.operations.lose()
  }
  medium.clear()
  journal?.committed(true)
  oracle.wiped(rows)
}

/** A letter of a stored row becomes another one. */
export function damageRow({ pages, medium, journal, random, oracle }: StrickenWorld): void {
  // A compaction under way has read its rows whole, and lets go of them rightly whatever happens to them after that.
  if (!pages.every(({ isAtRest }) => isAtRest)) return
  const rows = medium.rows(SESSION_ID)
  const row = rows[random.below(rows.length)]
  if (row === undefined || row.payload.length === 0) return
  const text = String(row.payload)
  const at = random.below(text.length)
  const damaged = { ...row, payload: `${text.slice(0, at)}\u0007${text.slice(at + 1)}` }
  oracle.damaged(damaged)
  medium.put(damaged)
  journal?.committed(true)
}
