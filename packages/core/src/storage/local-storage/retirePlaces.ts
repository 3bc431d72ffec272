import { emptiedRow } from '../emptiedRow.ts'
import { isUnreadable } from '../unreadableRow.ts'
import { readPlace, REMOVED } from './readPlace.ts'
import { formatRow } from './rowText.ts'
import type { PlacedKey } from './WebStorageKeys.ts'

/** Leaves a row without contents in each place. One that cannot be read stays: it keeps its position either way. */
export function emptyPlaces(storage: Storage, sessionId: string, places: readonly PlacedKey[]): void {
  for (const place of places) {
    const row = readPlace(storage, sessionId, place)
    if (row !== undefined && !isUnreadable(row)) storage.setItem(place.key, formatRow(emptiedRow(row)))
  }
}

/** `there`: all places of the session. */
export function removePlaces(storage: Storage, places: readonly PlacedKey[], there: readonly PlacedKey[]): void {
  const keys = new Set(places.map(({ key }) => key))
  for (const { key, part } of places) if (part !== 0) storage.removeItem(key)
  for (const revision of new Set(places.map((place) => place.revision))) {
    const segment = there.filter((place) => place.revision === revision)
    const first = segment.find(({ part }) => part === 0)
    if (first === undefined || !(keys.has(first.key) || storage.getItem(first.key) === REMOVED)) continue
    const isNeeded = segment.some(({ key, part }) => part !== 0 && !keys.has(key))
    if (isNeeded) storage.setItem(first.key, REMOVED)
    else storage.removeItem(first.key)
  }
}
