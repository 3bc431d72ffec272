import { storageError } from '../storageError.ts'

/** What fails rejects as one of our errors. */
export async function guarded<TResult>(doing: 'open' | 'read', attempt: () => Promise<TResult>): Promise<TResult> {
  try {
    return await attempt()
  } catch (cause) {
    throw storageError(cause, doing)
  }
}
