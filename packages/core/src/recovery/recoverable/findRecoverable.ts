import type { LeftMark } from '../../environment/leftMarks.ts'
import { type SegmentHeader, type SegmentRow, rowByteLength } from '../../records/SegmentRow.ts'
import type { SegmentStorage, SessionRow } from '../../storage/SegmentStorage.ts'
import { type RowFact, surveyLog, toRowFact } from '../log/surveyLog.ts'
import { type AskForTab, saysLeft, sessionEnding } from '../sessionEnding.ts'
import { isEnd } from '../trash/sessionEnd.ts'
import type { RecoverableSession } from './RecoverableSession.ts'

interface Search {
  readonly storage: SegmentStorage
  /** Of what this page has open itself nothing is read. */
  readonly isOpenHere: (sessionId: string) => boolean
  readonly markOf: (sessionId: string) => LeftMark | undefined
  readonly verdictOf: AskForTab
  /** Whether some page has it open: then it has been brought back already. */
  readonly isOpen: (sessionId: string) => Promise<boolean>
  /** When each tab last gave a sign of life. */
  readonly lastSigns: ReadonlyMap<string, number>
}

interface Found {
  readonly head: SegmentHeader
  readonly session: RecoverableSession
}

/**
 * The sessions whose last writer is gone and did not leave in order, newest first. Of a session that was left in order
 * only what lies behind that is looked for, which is nothing: hundreds of sessions cost a short range each.
 */
export async function findRecoverable(search: Search): Promise<RecoverableSession[]> {
  const rows = await search.storage.listSessions()
  const found = (await Promise.all(rows.map((row) => recoverable(search, row)))).filter((one) => one !== undefined)
  // Who was found gone may have left in order in between; asked once for all of them.
  const rowsNow = found.length === 0 ? [] : await search.storage.listSessions()
  const leftNow = new Map(rowsNow.map(({ id, left }) => [id, left]))
  return found
    .filter(({ head, session: { id } }) => !saysLeft(head, leftNow.get(id)) && !saysLeft(head, search.markOf(id)))
    .map(({ session }) => session)
    .toSorted((a, b) => b.lastAliveAt - a.lastAliveAt)
}

async function recoverable(search: Search, row: SessionRow): Promise<Found | undefined> {
  const { id, left, fork } = row
  if (fork?.isDropped === true || search.isOpenHere(id)) return undefined
  const newer = (await search.storage.read(id, { from: (left?.revision ?? 0) + 1 })).map(toRead)
  if (!newer.some(isCommit)) return undefined
  const older = left === undefined ? [] : await search.storage.read(id, { through: left.revision })
  const rows = [...older.map(toRead), ...newer]
  const { counted: applied } = surveyLog(rows.map(({ fact }) => fact))
  const head = applied.at(-1)
  if (head === undefined || isEnd(head)) return undefined
  const ending = await sessionEnding(head, { known: [left, search.markOf(id)] }, search.verdictOf)
  if (ending === 'left' || ending === 'alive' || (await search.isOpen(id))) return undefined
  const isCertain = ending === 'crashed'
  const session: RecoverableSession = {
    id,
    ...(row.title === undefined ? {} : { title: row.title }),
    forkOf: fork?.of,
    lastAliveAt: Math.max(head.savedAt, search.lastSigns.get(head.writer) ?? 0),
    ending: isCertain ? 'crashed' : 'unsure',
    certain: isCertain,
    byteLength: rows.reduce((sum, { byteLength }) => sum + byteLength, 0),
    revision: head.revision,
    baseRevision: left?.revision ?? 0,
    changed: changedIn(newer, applied, left?.revision ?? 0),
  }
  return { head, session }
}

/** What is asked of a row; what it holds need not be decoded for it. */
interface ReadRow {
  readonly fact: RowFact
  readonly byteLength: number
}

function toRead(row: SegmentRow): ReadRow {
  return { fact: toRowFact(row), byteLength: rowByteLength(row) }
}

/** A compaction and a takeover change no state: a session with nothing else after it was left has nothing to recover. */
function isCommit({ fact: { header } }: ReadRow): boolean {
  return header !== undefined && header.reason !== 'compaction' && header.reason !== 'takeover'
}

function changedIn(
  newer: readonly ReadRow[],
  applied: readonly SegmentHeader[],
  baseRevision: number,
): RecoverableSession['changed'] {
  const commits = new Map(
    applied.filter(({ revision }) => revision > baseRevision).map((header) => [header.revision, header]),
  )
  const rows = newer.filter(({ fact }) => commits.has(fact.revision))
  const [first] = commits.values()
  return {
    commitCount: commits.size,
    byteLength: rows.reduce((sum, { byteLength }) => sum + byteLength, 0),
    since: first?.savedAt ?? 0,
  }
}
