import type { SegmentRow } from '../../records/SegmentRow.ts'
import { unreadableRow } from '../unreadableRow.ts'
import { parseRow } from './rowText.ts'
import type { PlacedKey } from './WebStorageKeys.ts'

/**
 * Stands for a first part that was removed while others of its segment are kept: a segment without a first part does not
 * count.
 */
export const REMOVED = ''

/** The row at a place, `unreadableRow` for what is no row or belongs elsewhere, `undefined` where there is none. */
export function readPlace(storage: Storage, sessionId: string, place: PlacedKey): SegmentRow | undefined {
  const text = storage.getItem(place.key) ?? REMOVED
  if (text === REMOVED) return undefined
  const row = parseStored(text, parseRow)
  const isInPlace = row?.sessionId === sessionId && row.revision === place.revision && row.part === place.part
  return isInPlace ? row : unreadableRow(sessionId, place)
}

/** `undefined` for what is not there, and for what is no such thing any more. */
export function parseStored<TValue>(text: string | null, parse: (text: string) => TValue): TValue | undefined {
  if (text === null) return undefined
  try {
    return parse(text)
  } catch {
    // Damaged: whoever asked decides what stands for it.
    return undefined
  }
}
