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
function lostRows({ rows }: SessionContent, stock: StockTaking): SegmentRow[] {
  if (stock.position === 0) return [...rows]
  const common = rows.map((row) => stock.compare(row)).filter((comparison) => comparison !== 'absent')
  if (common.length === 0 || common.includes('different')) return []
  return rows.filter(({ revision }) => revision > stock.position)
}

type Database = Pick<SegmentStorage, 'append' | 'read'>

interface Return {
  readonly stock: StockTaking
  readonly take: RowListener
}

/** What came back. */
interface Returned {
  readonly rowCount: number
  /** `false`: it is in the copy alone. Newer code has taken the database over, and brings it back when it is opened. */
  readonly isStored: boolean
}

/**
 * Stores what the database has lost in the positions it had, oldest first, and hands it on. Where another tab was faster, what that
 * one stored is handed on, and decides what of the copy still follows.
 */
export async function bringBack(storage: Database, content: SessionContent, reading: Return): Promise<Returned> {
  let [rowCount, isStored] = [0, true]
  let segments = segmentsOf(lostRows(content, reading.stock))
  for (let next = segments.shift(); next !== undefined; next = segments.shift()) {
    const outcome = await storeAgain(storage, next, segments.length === 0)
    if (outcome !== 'taken') {
      isStored &&= outcome === 'stored'
      for (const row of next) reading.take(row)
      rowCount += next.length
      continue
    }
    await takeOthers(storage, next[0].sessionId, reading)
    segments = segmentsOf(lostRows(content, reading.stock))
  }
  return { rowCount, isStored }
}

/** `taken`: something stands there, or behind it. `refused`: by a database of newer code, which can be read all the same. */
async function storeAgain(
  storage: Database,
  segment: Segment,
  isLast: boolean,
): Promise<'stored' | 'taken' | 'refused'> {
  try {
    await storage.append(segment, { durability: isLast ? 'strict' : 'relaxed' })
    return 'stored'
  } catch (error) {
    const code = error instanceof AutoSaveError ? error.code : undefined
    if (code === 'POSITION_TAKEN') return 'taken'
    if (code === 'DATABASE_NEWER') return 'refused'
    throw error
  }
}

async function takeOthers(storage: Database, sessionId: string, { stock, take }: Return): Promise<void> {
  const { position } = stock
  for (const row of await storage.read(sessionId, { from: position + 1 })) take(row)
  // Trying the same again would not end, and going on would leave a gap that nothing ever fills.
  if (stock.position === position) throw lifeboatError('LIFEBOAT_FAILED', 'what stands in the way could not be read')
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
