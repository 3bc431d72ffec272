import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { unreadableRow } from '../unreadableRow.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { SEGMENTS } from './AutoSaveDatabase.ts'
import { DexieStorage } from './DexieStorage.ts'
import { IssuedWrite } from './IssuedWrite.ts'

const NAME = 'autosave-kit-issued-write'
const PART_COUNT = 40
const relaxed = { durability: 'relaxed' } as const

let storage: DexieStorage

beforeEach(async () => {
  storage = new DexieStorage(NAME)
  await storage.open()
})

afterEach(async () => {
  storage.close()
  await Dexie.delete(NAME)
})

/** 2.4 million letters: three batches, or more. */
function largeSegment(revision: number): SegmentRow[] {
  return segment(revision, PART_COUNT).map((row) => ({ ...row, payload: `${row.part}`.padEnd(60_000) }))
}

function segment(revision: number, partCount: number): SegmentRow[] {
  return Array.from({ length: partCount }, (_, part) => ({
    ...unreadableRow('book', { revision, part }),
    partCount,
    checksum: part,
  }))
}

describe('a segment of many parts', () => {
  it('is issued in batches in tasks of their own, and committed once, with the last', async () => {
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    const appended = storage.append(largeSegment(1), relaxed)
    expect(add.mock.calls.length).toBeLessThan(PART_COUNT)
    expect(commit).not.toHaveBeenCalled()
    await appended
    expect([add.mock.calls.length, commit.mock.calls.length]).toEqual([PART_COUNT, 1])
    expect(await storage.read('book')).toEqual(largeSegment(1))
  })

  it('is issued whole before append returns when it is urgent', async () => {
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    const appended = storage.append(largeSegment(1), { durability: 'relaxed', isUrgent: true })
    expect([add.mock.calls.length, commit.mock.calls.length]).toEqual([PART_COUNT, 1])
    await appended
  })

  it('is issued whole when it is hurried in the middle of it, and its promise resolves', async () => {
    const appended = storage.append(largeSegment(1), relaxed)
    await firstAnswer()
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    storage.hurry()
    expect([add.mock.calls.length, commit.mock.calls.length]).toEqual([PART_COUNT, 1])
    await appended
    expect(await storage.read('book')).toEqual(largeSegment(1))
  })

  it('makes way for an urgent one: it is given up whole, and may be tried again', async () => {
    const appended = storage.append(largeSegment(1), relaxed)
    await firstAnswer()
    const urgent = storage.append(segment(2, 1), { durability: 'relaxed', isUrgent: true })
    await expect(appended).rejects.toMatchObject({ code: 'WRITE_FAILED', retryable: true })
    await urgent
    expect(await storage.read('book')).toEqual(segment(2, 1))
  })

  it('is not given up for an urgent one that comes when all of it is issued', async () => {
    const appended = storage.append(largeSegment(1), relaxed)
    storage.hurry()
    await storage.append(segment(2, 1), { durability: 'relaxed', isUrgent: true })
    await appended
    expect(await storage.read('book')).toEqual([...largeSegment(1), ...segment(2, 1)])
  })

  it('is committed when the last of its parts is stored, which is the first: Firefox aborts for the last request only', async () => {
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    const appended = storage.append(segment(1, 3), relaxed)
    const parts = add.mock.calls.map(([row]) => (row as SegmentRow).part)
    expect([parts, commit.mock.calls.length]).toEqual([[1, 2, 0], 0])
    await appended
    expect(commit).toHaveBeenCalledOnce()
  })

  it('is not stored, whatever the transaction says, when one of its requests failed', async () => {
    await storage.append([{ ...unreadableRow('book', { revision: 1, part: 1 }) }], relaxed)
    const add = Reflect.get(IDBObjectStore.prototype, 'add')
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, row) {
      const request: IDBRequest<IDBValidKey> = Reflect.apply(add, this, [row])
      // As Firefox goes on after `commit()`.
      request.addEventListener('error', (event) => event.preventDefault())
      return request
    })
    const appended = storage.append(segment(1, 3), { durability: 'relaxed', isUrgent: true })
    await expect(appended).rejects.toMatchObject({ code: 'POSITION_TAKEN' })
  })

  it('leaves nothing when a position in a later batch is taken', async () => {
    const taken = largeSegment(1).slice(-1)
    await storage.append(taken, relaxed)
    await expect(storage.append(largeSegment(1), relaxed)).rejects.toMatchObject({ code: 'POSITION_TAKEN' })
    expect(await storage.read('book')).toEqual(taken)
  })

  it('leaves nothing when a row in a later batch cannot be stored', async () => {
    const rows: object[] = largeSegment(1)
    rows[PART_COUNT - 1] = { ...rows[PART_COUNT - 1], label: () => 'no value' }
    // A row like this the types forbid; what is tested is that whatever `add` throws in a later task reaches the promise.
    await expect(storage.append(rows as SegmentRow[], relaxed)).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    expect(await storage.read('book')).toEqual([])
    await storage.append(largeSegment(1), relaxed)
  })

  it('leaves nothing when its page dies in the middle of it', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const database = await openIn(frame)
    const writes = largeSegment(1).map((row) => ({ store: SEGMENTS, method: 'add', row }) as const)
    const write = new IssuedWrite(writes, { begin: () => database.transaction(SEGMENTS, 'readwrite') })
    write.start(false)
    expect(write.isPending).toBe(true)
    frame.remove()
    await storage.append(segment(2, 1), relaxed)
    expect(await storage.read('book')).toEqual(segment(2, 1))
  })
})

/** Resolves in a task between two batches. */
function firstAnswer(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => resolve())
    port1.start()
    port2.postMessage(undefined)
  })
}

function openIn(frame: HTMLIFrameElement): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = frame.contentWindow?.indexedDB.open(NAME)
    request?.addEventListener('success', () => resolve(request.result))
    request?.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
  })
}
