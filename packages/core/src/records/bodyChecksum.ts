import { bytesChecksum } from './bytesChecksum.ts'
import { checksum } from './checksum.ts'
import type { StateRecord } from './StateRecord.ts'

/**
 * What is kept of a record's content to tell a change from a copy. Nothing of a text (a long one is most of what a session
 * holds): texts cannot be changed in place, so the app's own, which is kept anyway, says as much.
 */
export function bodyChecksum({ body, bytes }: Pick<StateRecord, 'body' | 'bytes'>): number | undefined {
  if (bytes !== undefined) return bytesChecksum(bytes)
  return isTextBody(body) ? undefined : checksum(body)
}

/** Nothing but a text begins with a quotation mark. */
function isTextBody(body: string): boolean {
  return body.startsWith('"')
}
