import type { QuarantineEntry, SegmentRow, SessionNote, SegmentStorage } from '@autosave-kit/core'
import { contractRow, contractSegment, relaxed, SESSION, storedPlaces, strict, urgent } from './contractRows.ts'
import { expectRejection, expectSame } from './ContractViolation.ts'
import type { StorageContractCase } from './StorageContractCase.ts'

const ANOTHER = 'another book'
const title: SessionNote = { id: ['title', SESSION, 0], at: 1_700_000_000_000, title: 'The Whale' }
const trash: SessionNote = { id: ['trash', SESSION, 3], at: 1_700_000_000_001, base: 2, byteLength: 40 }
const erased: SessionNote = { id: ['erased', SESSION, 4], at: 1_700_000_000_002 }
const others: SessionNote = { id: ['trash', ANOTHER, 3], at: 1_700_000_000_003, base: 1 }

function card(id: string): { id: string; createdAt: number; updatedAt: number; left: undefined } {
  return { id, createdAt: 1, updatedAt: 2, left: undefined }
}

function quarantined(row: SegmentRow): QuarantineEntry {
  return { sessionId: row.sessionId, reason: 'stray', quarantinedAt: 5, row }
}

async function namesOf(storage: SegmentStorage): Promise<string[]> {
  return (await storage.book.notes()).map(({ id }) => id.join(' ')).toSorted()
}

/** Two sessions, of which everything is kept that can be. */
async function fill(storage: SegmentStorage): Promise<void> {
  for (const sessionId of [SESSION, ANOTHER]) {
    for (const revision of [1, 2, 3]) await storage.append(contractSegment(revision, 2, { sessionId }), relaxed)
    await storage.putSession(card(sessionId))
    const stray = contractRow({ sessionId, revision: 2 })
    const keys = [{ revision: 2, part: 1 }]
    await storage.retire({ sessionId, keys, mode: 'remove', quarantine: [quarantined(stray)] })
  }
  await storage.book.change({ put: [title, trash, others] })
}

export const bookCases: readonly StorageContractCase[] = [
  {
    name: 'keeps notes of sessions, which are none of its sessions, and gives every field back',
    async run({ connect }) {
      const storage = connect()
      await storage.putSession(card(SESSION))
      await storage.book.change({ put: [title, trash, others] })
      const other = connect()
      const notes = (await other.book.notes()).toSorted((a, b) => a.at - b.at)
      expectSame(notes, [title, trash, others], 'notes')
      expectSame(await other.listSessions(), [card(SESSION)], 'sessions')
      expectSame(await other.readSession('title'), undefined, 'a session named like a kind of note')
    },
  },
  {
    name: 'writes a note anew under its id, and removes the notes and lets go of the rows in the list that it is told to',
    async run({ connect }) {
      const storage = connect()
      await fill(storage)
      const renamed = { ...title, title: 'Moby-Dick' }
      await storage.book.change({
        put: [renamed],
        remove: [trash.id, ['trash', 'nobody', 1]],
        unlist: [SESSION, 'nobody'],
      })
      const notes = await connect().book.notes()
      expectSame(
        notes.toSorted((a, b) => a.at - b.at),
        [renamed, others],
        'notes',
      )
      expectSame(await connect().listSessions(), [card(ANOTHER)], 'sessions')
      expectSame((await storedPlaces(storage)).length, 5, 'rows of the session')
    },
  },
  {
    name: 'puts the notes of an append with it, and none of one that is refused',
    async run({ connect }) {
      const storage = connect()
      await storage.append([contractRow()], { ...strict, notes: [trash] })
      expectSame(await namesOf(connect()), ['trash book 3'], 'notes after an append')
      const late = connect()
      await expectRejection(late.append([contractRow()], { ...relaxed, notes: [title] }), 'POSITION_TAKEN')
      await expectRejection(late.append([contractRow()], { ...urgent, notes: [title] }), 'POSITION_TAKEN')
      expectSame(await namesOf(connect()), ['trash book 3'], 'notes after appends that were refused')
    },
  },
  {
    name: 'erases all of a session but the segment that says so and its notes, and nothing of another',
    async run({ connect }) {
      const storage = connect()
      await fill(storage)
      await storage.book.erase(contractSegment(4, 2, { isWhole: true }), [erased])
      const other = connect()
      expectSame(await other.read(SESSION), contractSegment(4, 2, { isWhole: true }), 'rows')
      expectSame(await other.readSession(SESSION), undefined, 'its row in the list')
      expectSame(await other.listQuarantine(SESSION), [], 'quarantine')
      expectSame(await namesOf(other), ['erased book 4', 'trash another book 3'], 'notes')
      expectSame((await storedPlaces(other, ANOTHER)).length, 5, 'rows of the other')
      expectSame(await other.listSessions(), [card(ANOTHER)], 'sessions')
      expectSame((await other.listQuarantine(ANOTHER)).length, 1, 'quarantine of the other')
    },
  },
  {
    name: 'erases nothing when the position is taken, or something stands behind it',
    async run({ connect }) {
      const storage = connect()
      await fill(storage)
      for (const revision of [2, 3]) {
        await expectRejection(storage.book.erase([contractRow({ revision })], [erased]), 'POSITION_TAKEN')
      }
      expectSame(await storedPlaces(connect()), ['1.0', '1.1', '2.0', '3.0', '3.1'], 'places')
      expectSame(await connect().readSession(SESSION), card(SESSION), 'its row in the list')
      expectSame(await namesOf(connect()), ['title book 0', 'trash another book 3', 'trash book 3'], 'notes')
    },
  },
  {
    name: 'refuses whoever comes late to an erased session: what was written there is gone, its positions are not',
    async run({ connect }) {
      const storage = connect()
      await fill(storage)
      await storage.book.erase([contractRow({ revision: 4, isWhole: true })], [erased])
      const late = connect()
      await expectRejection(late.append(contractSegment(4, 1), relaxed), 'POSITION_TAKEN')
      await expectRejection(late.append(contractSegment(4, 1), urgent), 'POSITION_TAKEN')
      await expectRejection(late.append(contractSegment(2, 1), relaxed), 'POSITION_TAKEN')
      await late.append(contractSegment(5, 1), relaxed)
      expectSame(await storedPlaces(storage), ['4.0', '5.0'], 'places')
    },
  },
]
