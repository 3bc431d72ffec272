import type { QuarantineEntry, RowKey, SegmentRow } from '@autosave-kit/core'
import { contractRow, contractSegment, relaxed, SESSION, storedPlaces } from './contractRows.ts'
import { expectRejection, expectSame } from './ContractViolation.ts'
import type { StorageContractCase } from './StorageContractCase.ts'

function keysOf(...places: readonly (readonly [revision: number, part: number])[]): RowKey[] {
  return places.map(([revision, part]) => ({ revision, part }))
}

function retirement(mode: 'remove' | 'empty', keys: readonly RowKey[], quarantine: readonly QuarantineEntry[] = []) {
  return { sessionId: SESSION, keys, mode, quarantine }
}

function emptied(row: SegmentRow): SegmentRow {
  const { binaries: _binaries, ...kept } = row
  return { ...kept, reason: 'retired', payload: '' }
}

export const retiringCases: readonly StorageContractCase[] = [
  {
    name: 'removes the rows it is told to, and no others',
    async run({ connect }) {
      const storage = connect()
      for (const revision of [1, 2, 3]) await storage.append(contractSegment(revision, 3), relaxed)
      await storage.retire(retirement('remove', keysOf([1, 0], [1, 1], [1, 2], [3, 1])))
      expectSame(await storedPlaces(connect()), ['2.0', '2.1', '2.2', '3.0', '3.2'], 'places')
    },
  },
  {
    name: 'keeps the other parts of a segment readable when its first part is removed, then the rest',
    async run({ connect }) {
      const storage = connect()
      await storage.append(contractSegment(1, 3), relaxed)
      await storage.retire(retirement('remove', keysOf([1, 0])))
      expectSame(await connect().read(SESSION), contractSegment(1, 3).slice(1), 'rows')
      await storage.retire(retirement('remove', keysOf([1, 2], [1, 1])))
      expectSame(await connect().read(SESSION), [], 'rows after the rest')
      await storage.append(contractSegment(1, 2), relaxed)
      expectSame(
        await connect().read(SESSION),
        contractSegment(1, 2),
        'rows where a removed row’s position was taken anew',
      )
    },
  },
  {
    name: 'refuses a segment one of whose later parts is taken, and stores nothing of it',
    async run({ connect }) {
      const [storage, late] = [connect(), connect()]
      const rows = contractSegment(1, 4)
      await storage.append(rows, relaxed)
      await storage.retire(retirement('remove', keysOf([1, 0], [1, 1], [1, 2])))
      await expectRejection(late.append(contractSegment(1, 4, { writer: 'late' }), relaxed), 'POSITION_TAKEN')
      expectSame(await storage.read(SESSION), rows.slice(3), 'rows')
    },
  },
  {
    name: 'empties rows and keeps their positions: a late writer finds them taken',
    async run({ connect }) {
      const [storage, late] = [connect(), connect()]
      await late.open()
      const rows = contractSegment(1, 2, { label: 'kept', binaries: [new Uint8Array([1, 2, 3])] })
      await storage.append(rows, relaxed)
      await storage.retire(retirement('empty', keysOf([1, 0], [1, 1])))
      await storage.retire(retirement('empty', keysOf([1, 0])))
      await expectRejection(late.append([contractRow()], relaxed), 'POSITION_TAKEN')
      expectSame(await late.read(SESSION), rows.map(emptied), 'rows')
      await storage.retire(retirement('remove', keysOf([1, 0], [1, 1])))
      expectSame(await late.read(SESSION), [], 'rows after removing what was emptied')
    },
  },
  {
    name: 'takes rows that are gone, or never were, for no error, and makes none of them',
    async run({ connect }) {
      const storage = connect()
      await storage.append([contractRow()], relaxed)
      for (const mode of ['remove', 'empty'] as const) await storage.retire(retirement(mode, keysOf([1, 1], [7, 0])))
      await storage.retire(retirement('remove', []))
      expectSame(await storage.read(SESSION), [contractRow()], 'rows')
      await storage.append([contractRow({ revision: 7 })], relaxed)
    },
  },
  {
    name: 'keeps copies in quarantine, oldest first, for the session they are of',
    async run({ connect }) {
      const storage = connect()
      const rows = contractSegment(1, 2, { payload: new Uint8Array([0, 255]), binaries: [new Uint8Array([9])] })
      const entries = rows.map((row, index) => ({
        sessionId: SESSION,
        reason: index === 0 ? ('damaged' as const) : ('stray' as const),
        quarantinedAt: 9 + index,
        row,
      }))
      await storage.append(rows, relaxed)
      expectSame(await storage.listQuarantine(SESSION), [], 'quarantine before')
      await storage.retire(retirement('empty', keysOf([1, 0]), entries.slice(0, 1)))
      await storage.retire(retirement('remove', keysOf([1, 0], [1, 1]), entries.slice(1)))
      expectSame(await connect().listQuarantine(SESSION), entries, 'quarantine')
      expectSame(await connect().listQuarantine('another book'), [], 'quarantine of another session')
      expectSame(await connect().read(SESSION), [], 'rows')
    },
  },
]
