import { AutoSaveError, type SegmentRow } from '@autosave-kit/core'
import {
  contractRow,
  contractSegment,
  largeSegment,
  placesOf,
  relaxed,
  SESSION,
  storedPlaces,
  strict,
  urgent,
} from './contractRows.ts'
import { ContractViolation, expectRejection, expectSame } from './ContractViolation.ts'
import type { StorageContractCase } from './StorageContractCase.ts'

export const appendingCases: readonly StorageContractCase[] = [
  {
    name: 'has stored what it says it has: every connection reads it',
    async run({ connect }) {
      const [storage, other] = [connect(), connect()]
      await other.open()
      await storage.append(contractSegment(1, 3), relaxed)
      expectSame(await other.read(SESSION), contractSegment(1, 3), 'rows after a relaxed append')
      await storage.append(contractSegment(2, 3), strict)
      await storage.append(contractSegment(3, 3), urgent)
      expectSame((await other.read(SESSION)).length, 9, 'rows after three appends')
    },
  },
  {
    name: 'takes appends before it was opened, and opening it twice does nothing',
    async run({ connect }) {
      const storage = connect()
      const appended = storage.append([contractRow()], relaxed)
      await Promise.all([storage.open(), storage.open(), appended])
      await storage.open()
      expectSame(await storage.read(SESSION), [contractRow()], 'rows')
    },
  },
  {
    name: 'keeps everything when it is closed and opened again',
    async run({ connect }) {
      const storage = connect()
      await storage.append(largeSegment(1), relaxed)
      storage.close()
      expectSame(await connect().read(SESSION), largeSegment(1), 'rows in another connection')
      expectSame(await storage.read(SESSION), largeSegment(1), 'rows in the one that was closed')
      await storage.append([contractRow({ revision: 2 })], relaxed)
      expectSame((await storage.read(SESSION)).length, 41, 'rows')
    },
  },
  {
    name: 'refuses a position that is taken, in every connection, and changes nothing then',
    async run({ connect }) {
      const [storage, other] = [connect(), connect()]
      await storage.append([contractRow({ payload: 'first' })], relaxed)
      for (const late of [storage, other]) {
        await expectRejection(late.append([contractRow({ payload: 'late' })], relaxed), 'POSITION_TAKEN')
        await expectRejection(late.append(contractSegment(1, 3), urgent), 'POSITION_TAKEN')
        await expectRejection(late.append(largeSegment(1), strict), 'POSITION_TAKEN')
      }
      expectSame(await other.read(SESSION), [contractRow({ payload: 'first' })], 'rows')
      await other.append(contractSegment(2, 3), relaxed)
    },
  },
  {
    name: 'refuses a position in front of one that is taken: what stands there was not made with it in mind',
    async run({ connect }) {
      const [storage, late] = [connect(), connect()]
      await storage.append(contractSegment(1, 1), relaxed)
      await storage.append(contractSegment(3, 1), relaxed)
      await storage.append(contractSegment(1, 1, { sessionId: 'another book' }), relaxed)
      await expectRejection(late.append(contractSegment(2, 1), relaxed), 'POSITION_TAKEN')
      await expectRejection(late.append(contractSegment(2, 3), strict), 'POSITION_TAKEN')
      await expectRejection(late.append(largeSegment(2), relaxed), 'POSITION_TAKEN')
      await late.append(contractSegment(2, 1, { sessionId: 'another book' }), relaxed)
      await late.append(contractSegment(4, 1), relaxed)
      expectSame(await storedPlaces(storage), ['1.0', '3.0', '4.0'], 'places')
    },
  },
  {
    name: 'lets one of two connections win when both append at the same moment, whole',
    async run({ connect }) {
      const [storage, other] = [connect(), connect()]
      await Promise.all([storage.open(), other.open()])
      const rows = ['first', 'second'].map((writer) => contractSegment(1, 3, { writer }))
      const [outcome, otherOutcome] = await Promise.allSettled([
        storage.append(rows[0] ?? [], relaxed),
        other.append(rows[1] ?? [], relaxed),
      ])
      expectSame([outcome.status, otherOutcome.status].toSorted(), ['fulfilled', 'rejected'], 'outcomes')
      expectSame(await storage.read(SESSION), outcome.status === 'fulfilled' ? rows[0] : rows[1], 'the winner’s rows')
    },
  },
  {
    name: 'ends appends in the order in which they were issued',
    async run({ connect }) {
      const storage = connect()
      await storage.open()
      const ends: number[] = []
      const segments = [largeSegment(1), contractSegment(2, 1), contractSegment(3, 1)]
      const append = async (rows: SegmentRow[]): Promise<void> => {
        await storage.append(rows, relaxed)
        ends.push(rows[0]?.revision ?? 0)
      }
      await Promise.all(segments.map(append))
      expectSame(ends, [1, 2, 3], 'ends')
    },
  },
  {
    name: 'gives a large segment back whole, and small ones around it',
    async run({ connect }) {
      const storage = connect()
      const segments = [contractSegment(1, 1), contractSegment(2, 1), largeSegment(3), contractSegment(4, 1)]
      for (const segment of segments) await storage.append(segment, relaxed)
      expectSame(await connect().read(SESSION), segments.flat(), 'rows')
    },
  },
  {
    name: 'does not let an urgent append wait for a large one, which is stored whole or given up whole',
    async run({ connect }) {
      const storage = connect()
      await storage.open()
      const large = storage.append(largeSegment(1), relaxed).then(
        () => 'stored',
        (error: unknown) => error,
      )
      await storage.append([contractRow({ revision: 2 })], urgent)
      const end = await large
      const isGivenUp = end instanceof AutoSaveError && end.retryable
      if (end !== 'stored' && !isGivenUp) throw new ContractViolation(`the large append ended in ${String(end)}`)
      const expected = end === 'stored' ? [...placesOf(largeSegment(1)), '2.0'] : ['2.0']
      expectSame(await storedPlaces(storage), expected, 'places')
    },
  },
  {
    name: 'stores a large segment when it is hurried',
    async run({ connect }) {
      const storage = connect()
      await storage.open()
      const appended = storage.append(largeSegment(1), relaxed)
      storage.hurry()
      storage.hurry()
      await appended
      storage.hurry()
      expectSame(await connect().read(SESSION), largeSegment(1), 'rows')
    },
  },
]
