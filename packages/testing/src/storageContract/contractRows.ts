import type { SegmentRow, SegmentStorage } from '@autosave-kit/core'

export const relaxed = { durability: 'relaxed' } as const
export const strict = { durability: 'strict' } as const
export const urgent = { durability: 'relaxed', isUrgent: true } as const

export const SESSION = 'book'

export function contractRow(fields: Partial<SegmentRow> = {}): SegmentRow {
  const revision = fields.revision ?? 1
  return {
    sessionId: SESSION,
    revision,
    part: 0,
    partCount: 1,
    base: 0,
    writer: 'a tab',
    savedAt: 1_700_000_000_000,
    reason: 'debounce',
    schemaVersion: 1,
    payload: `0\tl\t\t"revision ${revision}, part ${fields.part ?? 0}"`,
    checksum: 2 ** 52 + revision,
    ...fields,
  }
}

export function contractSegment(revision: number, partCount: number, fields: Partial<SegmentRow> = {}): SegmentRow[] {
  return Array.from({ length: partCount }, (_, part) => contractRow({ revision, part, partCount, ...fields }))
}

/** Two to three million letters in rows as large as the kit makes them; no two rows alike. */
export function largeSegment(revision: number): SegmentRow[] {
  return contractSegment(revision, 40).map((row) => ({ ...row, payload: `part ${row.part} `.repeat(7_000) }))
}

export function placesOf(rows: readonly SegmentRow[]): string[] {
  return rows.map(({ revision, part }) => `${revision}.${part}`)
}

/** Where everything the session has stands. */
export async function storedPlaces(storage: SegmentStorage, sessionId: string = SESSION): Promise<string[]> {
  return placesOf(await storage.read(sessionId))
}
