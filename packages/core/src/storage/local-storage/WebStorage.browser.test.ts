import { storageContract } from '@autosave-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { SegmentStorage } from '../SegmentStorage.ts'
import { isUnreadable, unreadableRow } from '../unreadableRow.ts'
import { WebStorage } from './WebStorage.ts'

const prefix = 'autosave-kit-test'
const relaxed = { durability: 'relaxed' } as const

const connect = (): SegmentStorage => new WebStorage({ prefix })

function keys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
}

/** Sorted and only its own: browsers list keys in another order once there were more of them, and other tests leave some. */
function entries(): [string, string | null][] {
  return keys()
    .toSorted()
    .map((key) => [key, localStorage.getItem(key)])
}

function clear(): void {
  for (const key of keys()) localStorage.removeItem(key)
}

beforeEach(clear)
afterEach(clear)

function segment(revision: number, partCount: number, payload = 'text'): SegmentRow[] {
  return Array.from({ length: partCount }, (_, part) => ({
    ...unreadableRow('book', { revision, part }),
    partCount,
    payload,
    checksum: revision * 10 + part,
  }))
}

const rowKey = (revision: number, part: number): string => `${prefix}:row:"book":${revision}:${part}`

describe('WebStorage', () => {
  it.each(storageContract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await expect(run({ connect })).resolves.toBeUndefined()
  })

  it('has stored a segment when append returns: a page’s last moment has no later', async () => {
    const storage = connect()
    const appended = storage.append(segment(1, 2), relaxed)
    expect(keys().toSorted()).toEqual([rowKey(1, 0), rowKey(1, 1)])
    await appended
  })

  it('passes over a segment whose page died in the middle of it, and gives its position to the next', async () => {
    const storage = connect()
    await storage.append(segment(1, 1), relaxed)
    await storage.append(segment(2, 3), relaxed)
    localStorage.removeItem(rowKey(2, 0))
    expect(await storage.read('book')).toEqual(segment(1, 1))
    await storage.append(segment(2, 1), relaxed)
    expect(await storage.read('book')).toEqual([...segment(1, 1), ...segment(2, 1)])
  })

  it('leaves nothing half behind when a segment does not fit, says so, and takes a smaller one', async () => {
    const storage = connect()
    await storage.append(segment(1, 1), relaxed)
    const before = entries()
    const tooLarge = segment(2, 12, 'x'.repeat(500_000))
    await expect(storage.append(tooLarge, relaxed)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', retryable: true })
    expect(entries()).toEqual(before)
    await storage.append(segment(2, 1), relaxed)
    expect(await storage.read('book')).toHaveLength(2)
  })

  it('retires nothing when the copies do not fit into quarantine', async () => {
    const storage = connect()
    await storage.append(segment(1, 1, 'x'.repeat(3_000_000)), relaxed)
    const [row] = await storage.read('book')
    if (row === undefined) throw new Error('no row')
    const retirement = { sessionId: 'book', keys: [row], mode: 'remove' } as const
    const entry = { sessionId: 'book', reason: 'stray', quarantinedAt: 1, row } as const
    await expect(storage.retire({ ...retirement, quarantine: [entry] })).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
    })
    expect(await storage.read('book')).toEqual([row])
    expect(await storage.listQuarantine('book')).toEqual([])
  })

  it.each(['no JSON', '{"cut off', 'null', '7', '{}', '{"payload":{"base64":"%"}}', '{"payload":"of no place"}'])(
    'gives all rows back but one that is damaged (%s), which stands as unreadable, and leaves it where it is',
    async (damage) => {
      const storage = connect()
      for (const revision of [1, 2, 3]) await storage.append(segment(revision, 1), relaxed)
      localStorage.setItem(rowKey(2, 0), damage)
      const rows = await storage.read('book')
      expect(rows.map(({ revision }) => revision)).toEqual([1, 2, 3])
      expect(rows.map(isUnreadable)).toEqual([false, true, false])
      await storage.retire({ sessionId: 'book', keys: [{ revision: 2, part: 0 }], mode: 'empty', quarantine: [] })
      expect(localStorage.getItem(rowKey(2, 0))).toBe(damage)
    },
  )

  it('lists a session whose row is damaged, since its segments may be whole', async () => {
    const storage = connect()
    localStorage.setItem(`${prefix}:session:"book"`, '{"id":')
    localStorage.setItem(`${prefix}:session:not ours`, '{}')
    expect(await storage.readSession('book')).toBeUndefined()
    expect(await storage.listSessions()).toEqual([{ id: 'book', createdAt: 0, updatedAt: 0, left: undefined }])
  })

  it('keeps what it could not read in quarantine, and passes over a copy that is damaged itself', async () => {
    const storage = connect()
    const row = unreadableRow('book', { revision: 4, part: 2 })
    const copies = [1, 2].map(
      (quarantinedAt) => ({ sessionId: 'book', reason: 'damaged', quarantinedAt, row }) as const,
    )
    await storage.retire({ sessionId: 'book', keys: [], mode: 'remove', quarantine: copies })
    expect(await storage.listQuarantine('book')).toEqual(copies)
    localStorage.setItem(`${prefix}:quarantine:"book":1:4:2`, '{"row":')
    expect(await storage.listQuarantine('book')).toEqual(copies.slice(1))
  })

  it('writes no change onto a session that was cleared away, until it was read again', async () => {
    const storage = connect()
    await storage.append(segment(1, 1), relaxed)
    clear()
    const retirement = { sessionId: 'book', keys: [], mode: 'remove', quarantine: [] } as const
    await expect(storage.append(segment(2, 1), relaxed)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    await expect(storage.retire(retirement)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    expect(await storage.read('book')).toEqual([])
    await storage.append(segment(2, 1), relaxed)
  })

  it('keeps curly quotes and Chinese at a letter each, however they were encoded', async () => {
    const storage = connect()
    const text = '“Call me Ishmael” 鯨'.repeat(1_000)
    const [row] = segment(1, 1)
    if (row === undefined) throw new Error('no row')
    await storage.append([{ ...row, payload: new TextEncoder().encode(text) }], relaxed)
    expect(localStorage.getItem(rowKey(1, 0))?.length).toBeLessThan(text.length + 500)
    await storage.append([{ ...row, revision: 2, payload: new Uint8Array(3_000).fill(255) }], relaxed)
    expect(localStorage.getItem(rowKey(2, 0))?.length).toBeLessThan(4_500)
  })

  it.each([
    ['throws, as where it is blocked', () => sandboxed().localStorage],
    ['is null, as in a web view without it', () => null],
    ['is not there, as on a server', () => undefined],
  ])('says that there is no storage where localStorage %s', async (_what, access) => {
    const storage: SegmentStorage = new WebStorage({ access })
    const failure = { code: 'STORAGE_UNAVAILABLE', retryable: true }
    await expect(storage.open()).rejects.toMatchObject(failure)
    await expect(storage.read('book')).rejects.toMatchObject(failure)
    await expect(storage.append(segment(1, 1), relaxed)).rejects.toMatchObject(failure)
    await expect(storage.listSessions()).rejects.toMatchObject(failure)
  })

  it('holds some 5 million letters', async () => {
    const storage = connect()
    await storage.append(segment(1, 10, 'x'.repeat(500_000)), relaxed)
    expect(await storage.read('book')).toEqual(segment(1, 10, 'x'.repeat(500_000)))
  })
})

/** A frame without an origin to keep anything for. */
function sandboxed(): Window {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', '')
  document.body.append(frame)
  if (frame.contentWindow === null) throw new Error('no window')
  return frame.contentWindow
}
