import { describe, expect, it, vi } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { MemoryStorage } from '../memory/MemoryStorage.ts'
import type { CopyEntry } from './CopyEntry.ts'
import { CopyQueue } from './CopyQueue.ts'

const PART = 60_000

/** A segment of so many full rows. */
function segment(revision: number, partCount: number): SegmentRow[] {
  const header = { sessionId: 'book', revision, base: revision - 1, writer: 'a', savedAt: 1, schemaVersion: 1 }
  return Array.from({ length: partCount }, (_, part) => ({
    ...header,
    reason: 'debounce',
    part,
    partCount,
    payload: String(part % 10).repeat(PART),
    checksum: revision * 1_000 + part,
  }))
}

async function queueOf(rows: readonly SegmentRow[]) {
  const storage = new MemoryStorage()
  const queue = new CopyQueue('book', storage)
  await storage.append(rows)
  for (const row of rows) queue.add({ type: 'row', row })
  return { storage, queue }
}

async function takeAll(queue: CopyQueue): Promise<CopyEntry[][]> {
  const slices: CopyEntry[][] = []
  while (!queue.isEmpty) slices.push(await queue.takeSlice())
  return slices
}

const partsOf = (entries: readonly CopyEntry[]): number[] =>
  entries.flatMap((entry) => (entry.type === 'row' ? entry.row.part : []))

const bytesOf = (entries: readonly CopyEntry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.type === 'row' ? entry.row.payload.length : 0), 0)

describe('What waits for the second copy', () => {
  it('is given in its order, whole, in slices of half a megabyte', async () => {
    const rows = segment(1, 60)
    const { queue } = await queueOf(rows)
    const slices = await takeAll(queue)
    expect(slices.flat()).toEqual(rows.map((row) => ({ type: 'row', row })))
    expect(Math.max(...slices.map(bytesOf))).toBeLessThanOrEqual(524_288)
  })

  it('is at most a megabyte of rows; what is beyond is read again, a slice at a time', async () => {
    const { queue, storage } = await queueOf(segment(1, 60))
    expect(bytesOf(queue.takeHeld())).toBeLessThanOrEqual(1_048_576)
    const read = vi.spyOn(storage, 'read')
    await queue.takeSlice()
    expect(read.mock.calls).toEqual([['book', { from: 1, fromPart: 17, through: 1, throughPart: 24 }]])
  })

  it('is held as it is again once there is room', async () => {
    const { queue, storage } = await queueOf(segment(1, 60))
    await takeAll(queue)
    const read = vi.spyOn(storage, 'read')
    for (const row of segment(2, 10)) queue.add({ type: 'row', row })
    await takeAll(queue)
    expect(read).not.toHaveBeenCalled()
  })

  it('leaves out a row that is gone when its turn comes', async () => {
    const { queue, storage } = await queueOf(segment(1, 20))
    await storage.retire({ sessionId: 'book', keys: [{ revision: 1, part: 18 }], mode: 'remove', quarantine: [] })
    const parts = partsOf((await takeAll(queue)).flat())
    expect(parts).toEqual(Array.from({ length: 20 }, (_, part) => part).filter((part) => part !== 18))
  })

  it('has no gap in a page’s last moment: what stands behind a row that must be read first stays', async () => {
    const { queue } = await queueOf(segment(1, 20))
    queue.add({ type: 'retire', keys: [{ revision: 1, part: 0 }], mode: 'remove' })
    expect(partsOf(queue.takeHeld())).toEqual(Array.from({ length: 17 }, (_, part) => part))
    const reading = queue.takeSlice()
    expect(queue.takeHeld()).toEqual([])
    expect((await reading).map(({ type }) => type)).toEqual(['row', 'row', 'row', 'retire'])
  })

  it('is let go of while it is being read: what a later reading found is not copied twice', async () => {
    const { queue } = await queueOf(segment(1, 20))
    queue.takeHeld()
    const reading = queue.takeSlice()
    queue.dropBefore(19, 0)
    expect(partsOf(await reading)).toEqual([19])
    expect(queue.isEmpty).toBe(true)
  })

  it('is nothing once the database is another one', async () => {
    const { queue } = await queueOf(segment(1, 20))
    queue.takeHeld()
    const reading = queue.takeSlice()
    queue.clear()
    expect(await reading).toEqual([])
  })
})
