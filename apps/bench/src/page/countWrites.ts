/** What was handed to IndexedDB. */
export interface WriteCount {
  readonly rows: number
  /** Texts as Chromium stores them: a byte a letter, or two each when one of them is outside Latin-1. */
  readonly bytes: number
}

let count: WriteCount = { rows: 0, bytes: 0 }
let isCounting = false

/** Notes every `add` and `put` from now on, whoever calls them. */
export function watchWrites(): void {
  for (const name of ['add', 'put'] as const) {
    const original = IDBObjectStore.prototype[name]
    IDBObjectStore.prototype[name] = function watch(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (isCounting) count = { rows: count.rows + 1, bytes: count.bytes + sizeOf(value) }
      return key === undefined ? original.call(this, value) : original.call(this, value, key)
    }
  }
}

/** What `run` hands over until it has ended. Sizing costs time: what is counted is not timed, and the other way round. */
export async function countWrites(run: () => Promise<unknown>): Promise<WriteCount> {
  count = { rows: 0, bytes: 0 }
  isCounting = true
  await run()
  isCounting = false
  return count
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return /^[\0-\xff]*$/.test(value) ? value.length : value.length * 2
  if (typeof value === 'number' || typeof value === 'bigint') return 8
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
  if (value instanceof Blob) return value.size
  if (Array.isArray(value)) return value.reduce((sum: number, item: unknown) => sum + sizeOf(item), 0)
  if (typeof value !== 'object' || value === null) return 1
  return Object.entries(value).reduce((sum, [key, item]) => sum + sizeOf(key) + sizeOf(item), 0)
}
