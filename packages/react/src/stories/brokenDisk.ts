const original = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'add')

/** This page's disk, full or not: what the engine writes is refused as a browser refuses it. */
export const brokenDisk = {
  fill(): void {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError')
    }
  },
  mend(): void {
    if (original) Object.defineProperty(IDBObjectStore.prototype, 'add', original)
  },
}
