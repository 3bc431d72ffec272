import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { RowKey, SegmentStorage } from '../SegmentStorage.ts'

/** Reads the rows in these places, which are few and near each other. Those that are gone are left out. */
export async function readPlaces(
  storage: SegmentStorage,
  sessionId: string,
  places: readonly RowKey[],
): Promise<SegmentRow[]> {
  const sorted = places.toSorted((a, b) => a.revision - b.revision || a.part - b.part)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const names = new Set(places.map(({ revision, part }) => `${revision}/${part}`))
  const range = { from: first.revision, fromPart: first.part, through: last.revision, throughPart: last.part }
  const rows = await storage.read(sessionId, range)
  return rows.filter(({ revision, part }) => names.has(`${revision}/${part}`))
}
