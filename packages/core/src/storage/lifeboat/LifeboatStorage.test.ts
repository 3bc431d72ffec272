import { ManualClock, TestDisk, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { SessionContent } from './CopyEntry.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { LifeboatMedium } from './LifeboatMedium.ts'
import { LifeboatStorage } from './LifeboatStorage.ts'

function rowAt(revision: number): SegmentRow {
  const row = { sessionId: 'book', revision, part: 0, partCount: 1, base: revision - 1, writer: 'a tab', savedAt: 1 }
  return { ...row, reason: 'debounce', schemaVersion: 1, payload: `“${revision}”`, checksum: 100 + revision }
}

const relaxed = { durability: 'relaxed' } as const
const urgent = { ...relaxed, isUrgent: true }

/** A database that holds less than its second copy, which has revisions 1 and 2 and answers as a test says. */
function pageWith(...held: readonly SegmentRow[]) {
  const [clock, disk] = [new ManualClock(), new TestDisk()]
  for (const row of held) disk.rows.set(`book/${row.revision}/0`, row)
  const card = { id: 'book', createdAt: 1, updatedAt: 2, left: undefined }
  const content: SessionContent = { rows: [rowAt(1), rowAt(2)], card }
  const medium = {
    position: vi.fn<LifeboatMedium['position']>(() => Promise.resolve(2)),
    read: vi.fn<LifeboatMedium['read']>(() => Promise.resolve(content)),
    sessions: () => Promise.resolve(['book']),
    align: vi.fn<LifeboatMedium['align']>(() => Promise.resolve({ type: 'aligned', missing: [] })),
    write: vi.fn<LifeboatMedium['write']>(() => Promise.resolve()),
    close: () => undefined,
  }
  const storage = new LifeboatStorage(disk, medium, clock)
  const read = (): Promise<unknown> => storage.readEach('book', () => undefined)
  const revisions = (): number[] => Array.from(disk.rows.values(), ({ revision }) => revision)
  return { clock, disk, medium, content, storage, read, revisions }
}

const failure = lifeboatError('LIFEBOAT_FAILED', 'no answer')

describe('A second copy that was asked before the database lost everything, unheard', () => {
  it('is asked for the rest when only a part of it could be stored', async () => {
    const { disk, read, revisions } = pageWith(rowAt(1), rowAt(2))
    await read()
    disk.rows.clear()
    const stored = disk.append.bind(disk)
    const append = vi.spyOn(disk, 'append')
    append.mockImplementation((rows, options) =>
      append.mock.calls.length === 2 ? Promise.reject(failure) : stored(rows, options),
    )
    await expect(read()).rejects.toMatchObject({ code: 'LIFEBOAT_FAILED' })
    expect(revisions()).toEqual([1])
    await read()
    expect(revisions()).toEqual([1, 2])
  })
})

describe('A second copy that could not be asked when the session was opened', () => {
  it('is not set aside while it is being brought back', async () => {
    const { clock, medium, content, read, revisions } = pageWith(rowAt(1))
    medium.position.mockRejectedValueOnce(failure)
    await read()
    let answer: (content: SessionContent) => void = () => undefined
    medium.read.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
    const reading = read()
    await clock.advance(10_000)
    expect(medium.align).not.toHaveBeenCalled()
    answer(content)
    await reading
    expect(revisions()).toEqual([1, 2])
    await clock.advance(10_000)
    expect(medium.align.mock.calls.map(([, { position, isComplete }]) => [position, isComplete])).toEqual([[2, true]])
  })

  it('is not set aside after an attempt to bring it back that failed', async () => {
    const { clock, disk, medium, read, revisions } = pageWith(rowAt(1))
    medium.position.mockRejectedValueOnce(failure)
    await read()
    disk.fault = 'WRITE_FAILED'
    await expect(read()).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    await clock.advance(60_000)
    expect(medium.align).not.toHaveBeenCalled()
    disk.fault = undefined
    await read()
    expect(revisions()).toEqual([1, 2])
  })

  it('is compared all the same when a later reading of the database fails', async () => {
    const { clock, disk, medium, read } = pageWith(rowAt(1))
    medium.position.mockRejectedValueOnce(failure)
    await read()
    disk.fault = 'READ_FAILED'
    await expect(read()).rejects.toMatchObject({ code: 'READ_FAILED' })
    await clock.advance(10_000)
    expect(medium.align).toHaveBeenCalledTimes(1)
  })
})

describe('Work of another tab', () => {
  it('goes into this tab’s copy when only its rows are read, so that the copy has no gap', async () => {
    const { clock, disk, medium, storage, read } = pageWith(rowAt(1), rowAt(2))
    await read()
    disk.rows.set('book/3/0', rowAt(3))
    await storage.read('book', { from: 3 })
    await storage.append([rowAt(4)], relaxed)
    await clock.advance(10_000)
    const copied = medium.write.mock.calls.flatMap(([, entries]) => entries)
    expect(copied.map((entry) => (entry.type === 'row' ? entry.row.revision : entry.type))).toEqual([3, 4])
  })

  it('is copied once, however often somebody looks for it, and never again what the copy has', async () => {
    const { clock, disk, medium, storage, read } = pageWith(rowAt(1), rowAt(2))
    await read()
    await clock.advance(10_000)
    await storage.read('book', { from: 1 })
    disk.rows.set('book/3/0', rowAt(3))
    for (const from of [3, 1, 3]) await storage.read('book', { from })
    await clock.advance(10_000)
    const copied = medium.write.mock.calls.flatMap(([, entries]) => entries)
    expect(copied.map((entry) => (entry.type === 'row' ? entry.row.revision : entry.type))).toEqual([3])
  })
})

describe('A last moment on top of what the database has lost', () => {
  it('is refused while the copy has not answered', async () => {
    const { medium, storage, read, revisions } = pageWith(rowAt(1))
    let answer: (position: number) => void = () => undefined
    medium.position.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
    const reading = read()
    await settle()
    await expect(storage.append([rowAt(4)], urgent)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    answer(2)
    await reading
    expect(revisions()).toEqual([1, 2])
    await storage.append([rowAt(3)], urgent)
    expect(revisions()).toEqual([1, 2, 3])
  })

  it('is refused until whoever reads the session is told what came back', async () => {
    const { disk, storage, read, revisions } = pageWith(rowAt(1))
    let answer: () => void = () => undefined
    vi.spyOn(disk, 'readSession').mockReturnValueOnce(new Promise((resolve) => (answer = () => resolve(undefined))))
    const reading = read()
    await settle()
    expect(revisions()).toEqual([1, 2])
    await expect(storage.append([rowAt(4)], urgent)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    answer()
    await reading
    await storage.append([rowAt(3)], urgent)
    expect(revisions()).toEqual([1, 2, 3])
  })
})

describe('A second copy that goes further than a database which newer code has taken over', () => {
  it('is read with each reading, and nothing is written', async () => {
    const { disk, storage, revisions } = pageWith(rowAt(1))
    disk.fault = 'DATABASE_NEWER'
    for (const reading of ['first', 'second']) {
      const found: number[] = []
      const source = await storage.readEach('book', ({ revision }) => void found.push(revision))
      expect([reading, source, found]).toEqual([reading, 'lifeboat', [1, 2]])
    }
    expect(revisions()).toEqual([1])
    expect(storage.lifeboat.loss?.message).toContain('newer code')
  })

  it('is brought back by the newer code', async () => {
    const { disk, read, revisions } = pageWith()
    disk.fault = 'DATABASE_NEWER'
    expect(await read()).toBe('lifeboat')
    disk.fault = undefined
    expect(await read()).toBe('lifeboat')
    expect(revisions()).toEqual([1, 2])
    expect(await read()).toBe('disk')
  })
})
