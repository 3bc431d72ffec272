import type { SegmentRow } from '../../records/SegmentRow.ts'
import { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { RowListener, SegmentStorage } from '../SegmentStorage.ts'
import type { SessionContent } from './CopyEntry.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { StockTaking } from './StockTaking.ts'

/**
 * What the database has lost of a session: everything, when it holds nothing of it, or what is newer than the newest it
 * has (a power cut takes the last seconds). Nothing when the two are not copies of one log: the database began again,
 * and the older never comes over the newer.
 */
export function lostRows({ rows }: SessionContent, stock: StockTaking): SegmentRow[] {
  if (stock.position === 0) return [...rows]
  const common = rows.map((row) => stock.compare(row)).filter((comparison) => comparison !== 'absent')
  if (common.length === 0 || common.includes('different')) return []
  return rows.filter(({ revision }) => revision > stock.position)
}

/**
 * Stores rows again in the positions they had, oldest first, and hands them on. Where another tab was faster, what it stored
 * is handed on. Resolves with how many were stored here.
 */
export async function bringBack(
  storage: SegmentStorage,
  rows: readonly SegmentRow[],
  { stock, take }: { readonly stock: StockTaking; readonly take: RowListener },
): Promise<number> {
  let storedCount = 0
  const last = rows.at(-1)?.revision
  for (const segment of segmentsOf(rows)) {
    const [{ sessionId, revision }] = segment
    if (revision <= stock.position) continue
    try {
      await storage.append(segment, { durability: revision === last ? 'strict' : 'relaxed' })
      for (const row of segment) take(row)
      storedCount += segment.length
    } catch (error) {
      if (!(error instanceof AutoSaveError && error.code === 'POSITION_TAKEN')) throw error
      const { position } = stock
      for (const row of await storage.read(sessionId, { from: position + 1 })) take(row)
      // Going on would leave a gap that nothing ever fills.
      if (stock.position === position) throw lifeboatError('LIFEBOAT_FAILED', error)
    }
  }
  return storedCount
}

type Segment = [SegmentRow, ...SegmentRow[]]

function segmentsOf(rows: readonly SegmentRow[]): Segment[] {
  const segments: Segment[] = []
  for (const row of rows) {
    const open = segments.at(-1)
    if (open?.[0].revision === row.revision) open.push(row)
    else segments.push([row])
  }
  return segments
}
