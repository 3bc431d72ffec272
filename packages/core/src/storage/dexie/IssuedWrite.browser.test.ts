import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { unreadableRow } from '../unreadableRow.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { SEGMENTS } from './AutoSaveDatabase.ts'
import { DexieStorage } from './DexieStorage.ts'
import { IssuedWrite } from './IssuedWrite.ts'

const NAME = 'autosave-kit-issued-write'
const PART_COUNT = 30
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

/** 1.8 million letters: seven batches. */
function largeSegment(revision: number): SegmentRow[] {
  return Array.from({ length: PART_COUNT }, (_, part) => ({
    ...unreadableRow('book', { revision, part }),
    partCount: PART_COUNT,
    payload: `${part}`.padEnd(60_000),
    checksum: part,
  }))
}

function smallSegment(revision: number): SegmentRow[] {
  return [{ ...unreadableRow('book', { revision, part: 0 }), partCount: 1, checksum: 0 }]
}

describe('a large segment', () => {
  it('is issued in batches in tasks of their own, and committed once, with the last', async () => {
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    const appended = storage.append(largeSegment(1), relaxed)
    expect(add.mock.calls.length).toBeLessThan(6)
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
    const urgent = storage.append(smallSegment(2), { durability: 'relaxed', isUrgent: true })
    await expect(appended).rejects.toMatchObject({ code: 'WRITE_FAILED', retryable: true })
    await urgent
    expect(await storage.read('book')).toEqual(smallSegment(2))
  })

  it('is not given up for an urgent one that comes when all of it is issued', async () => {
    const appended = storage.append(largeSegment(1), relaxed)
    storage.hurry()
    await storage.append(smallSegment(2), { durability: 'relaxed', isUrgent: true })
    await appended
    expect(await storage.read('book')).toEqual([...largeSegment(1), ...smallSegment(2)])
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
    const write = new IssuedWrite(writes, () => database.transaction(SEGMENTS, 'readwrite'))
    write.start(false)
    expect(write.isIssued).toBe(false)
    frame.remove()
    await storage.append(smallSegment(2), relaxed)
    expect(await storage.read('book')).toEqual(smallSegment(2))
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
