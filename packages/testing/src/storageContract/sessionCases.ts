import type { SessionRow } from '@autosave-kit/core'
import { contractRow, relaxed } from './contractRows.ts'
import { expectSame } from './ContractViolation.ts'
import type { StorageContractCase } from './StorageContractCase.ts'

/** Each two of them are taken for the same, or one for a part of the other, by some careless way of making keys. */
const ALIKE_IDS: readonly string[] = [
  '',
  'a',
  'A',
  'a\0',
  'a ',
  'a/',
  'a/b',
  'a%2Fb',
  'a.b',
  'a:1',
  'a:1:0',
  'a,1',
  'a\n',
  'a\\',
  'a"',
  '"a"',
  '\u00e9',
  'e\u0301',
  '👩',
  '👩‍🚀',
  '\ud83d',
  '\udc69',
  '__proto__',
  'constructor',
  'null',
  '[]',
  '1',
  '01',
  'x'.repeat(1_000),
]

function sessionRow(id: string, updatedAt = 2): SessionRow {
  return { id, createdAt: 1, updatedAt, left: { tabId: 'a tab', revision: 3 } }
}

export const sessionCases: readonly StorageContractCase[] = [
  {
    name: 'keeps sessions apart, however alike their ids are',
    async run({ connect }) {
      const storage = connect()
      const rowOf = (sessionId: string) => contractRow({ sessionId, payload: JSON.stringify(sessionId) })
      for (const id of ALIKE_IDS) await storage.append([rowOf(id)], relaxed)
      for (const id of ALIKE_IDS) expectSame(await storage.read(id), [rowOf(id)], `rows of ${JSON.stringify(id)}`)
      for (const [index, sessionId] of ALIKE_IDS.entries()) {
        const quarantine = [{ sessionId, reason: 'stray', quarantinedAt: 1, row: rowOf(sessionId) }] as const
        await storage.retire({ sessionId, keys: [{ revision: 1, part: 0 }], mode: 'remove', quarantine })
        expectSame(await storage.listQuarantine(sessionId), quarantine, `quarantine of ${JSON.stringify(sessionId)}`)
        for (const id of ALIKE_IDS.slice(0, index + 1))
          expectSame(await storage.read(id), [], 'rows of a retired session')
        for (const id of ALIKE_IDS.slice(index + 1))
          expectSame(await storage.read(id), [rowOf(id)], 'rows of another session')
      }
    },
  },
  {
    name: 'keeps one row for each session, the newest that was put',
    async run({ connect }) {
      const storage = connect()
      expectSame(await storage.readSession('book'), undefined, 'row of a session nobody put')
      for (const id of ALIKE_IDS) await storage.putSession(sessionRow(id))
      for (const id of ALIKE_IDS) await storage.putSession(sessionRow(id, 4))
      const other = connect()
      for (const id of ALIKE_IDS)
        expectSame(await other.readSession(id), sessionRow(id, 4), `row of ${JSON.stringify(id)}`)
      const ids = (await other.listSessions()).map(({ id }) => id)
      expectSame(ids.toSorted(), ALIKE_IDS.toSorted(), 'ids of all sessions')
    },
  },
  {
    name: 'gives a session’s row back without a mark that nobody left',
    async run({ connect }) {
      const storage = connect()
      const row: SessionRow = { id: 'book', createdAt: 1, updatedAt: 2, left: undefined }
      await storage.putSession(row)
      expectSame(await connect().readSession('book'), row, 'row')
    },
  },
  {
    name: 'does not take segments for sessions, nor sessions for segments',
    async run({ connect }) {
      const storage = connect()
      await storage.append([contractRow({ sessionId: 'segments only' })], relaxed)
      await storage.putSession(sessionRow('row only'))
      expectSame(await storage.readSession('segments only'), undefined, 'row of a session with segments only')
      expectSame(await storage.listSessions(), [sessionRow('row only')], 'all sessions')
      expectSame(await storage.read('row only'), [], 'segments of a session with a row only')
    },
  },
]
