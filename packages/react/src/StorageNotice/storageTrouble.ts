import type { SaveSnapshot } from '@autosave-kit/core'

/** What a person has to know of the storage: `full` and `failing` are tried again, `failed` is not. @public */
export type StorageTrouble = 'full' | 'failing' | 'failed' | 'memory' | 'readOnly' | 'backup'

/** The one thing to say, the worst first; `undefined` while all is well. */
export function storageTrouble({ status, error, durability, storage }: SaveSnapshot): StorageTrouble | undefined {
  if (status === 'error' && error) {
    if (error.code === 'QUOTA_EXCEEDED') return 'full'
    return error.retryable ? 'failing' : 'failed'
  }
  if (durability === 'memory' || storage.place === 'memory') return 'memory'
  if (storage.isReadOnly) return 'readOnly'
  return durability === 'fallback' || storage.place === 'fallback' ? 'backup' : undefined
}
