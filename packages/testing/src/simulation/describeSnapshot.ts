import type { SaveSnapshot } from '@autosave-kit/core'

/** What a snapshot says, in a few words. */
export function describeSnapshot({ status, isUnsaved, error }: SaveSnapshot): string {
  return `${status}, ${isUnsaved ? 'unsaved' : 'nothing unsaved'}, ${error?.code ?? 'no error'}`
}
