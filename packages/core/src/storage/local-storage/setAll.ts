import { storageError } from '../storageError.ts'

/**
 * Sets all items or none: when one does not fit, those before it are put back as they were.
 *
 * @throws AutoSaveError `QUOTA_EXCEEDED` when they do not fit, `WRITE_FAILED` when the browser refuses for another reason.
 */
export function setAll(storage: Storage, items: readonly (readonly [key: string, value: string])[]): void {
  const undo: (() => void)[] = []
  try {
    for (const [key, value] of items) {
      const before = storage.getItem(key)
      storage.setItem(key, value)
      undo.push(() => (before === null ? storage.removeItem(key) : storage.setItem(key, before)))
    }
  } catch (cause) {
    for (const takeBack of undo.toReversed()) takeBack()
    throw storageError(cause, 'write')
  }
}
