import type { BrowserContext, Page } from 'playwright'

/** One row handed to an object store. */
export interface RecordedWrite {
  readonly store: string
  readonly bytes: number
  /** Why the engine wrote it, where the row says so. */
  readonly reason: string
  /** The commit it belongs to; 0 where the row does not say. */
  readonly revision: number
}

/**
 * Notes every row that pages of this context hand to IndexedDB from now on (`add` and `put`, whoever calls them), with its size: strings as
 * UTF-16, two bytes a unit, which no engine exceeds; numbers as 8 bytes; buffers as they are; keys of objects counted too.
 */
export async function recordWrites(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const writes: RecordedWrite[] = []
    Reflect.set(globalThis, 'recordedWrites', writes)

    const sizeOf = (value: unknown): number => {
      if (typeof value === 'string') return value.length * 2
      if (typeof value === 'number' || typeof value === 'bigint') return 8
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
      if (value instanceof Blob) return value.size
      if (Array.isArray(value)) return value.reduce((sum: number, item: unknown) => sum + sizeOf(item), 0)
      if (typeof value !== 'object' || value === null) return 1
      return Object.entries(value).reduce((sum, [key, item]) => sum + sizeOf(key) + sizeOf(item), 0)
    }

    for (const name of ['add', 'put'] as const) {
      const original = IDBObjectStore.prototype[name]
      IDBObjectStore.prototype[name] = function record(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
        const reason = typeof value === 'object' && value !== null ? String(Reflect.get(value, 'reason')) : ''
        const revision = typeof value === 'object' && value !== null ? Number(Reflect.get(value, 'revision') ?? 0) : 0
        writes.push({ store: this.name, bytes: sizeOf(value) + sizeOf(key), reason, revision })
        return key === undefined ? original.call(this, value) : original.call(this, value, key)
      }
    }
  })
}

/** What the page has written since it was loaded, or since this was last asked. */
export function takeWrites(page: Page): Promise<RecordedWrite[]> {
  return page.evaluate(() => {
    const writes: unknown = Reflect.get(globalThis, 'recordedWrites')
    return Array.isArray(writes) ? (writes.splice(0) as RecordedWrite[]) : []
  })
}
