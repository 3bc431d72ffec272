import type { SegmentHeader } from '../../records/SegmentRow.ts'
import type { LogSurvey, RowFact } from '../log/surveyLog.ts'

/**
 * Segments that are whole and do not count, oldest first. Not those of a tab that has gone on afterwards: it had its work in
 * hand, and what it stored then holds it.
 */
export function findStrays(facts: readonly RowFact[], { standings, counted }: LogSurvey): SegmentHeader[] {
  const strays = new Map<number, { readonly header: SegmentHeader; missing: number }>()
  for (const [index, { header, revision, partCount }] of facts.entries()) {
    if (standings[index] !== 'stray' || header === undefined || header.reason === 'compaction') continue
    const stray = strays.get(revision) ?? { header, missing: partCount }
    stray.missing -= 1
    strays.set(revision, stray)
  }
  if (strays.size === 0) return []
  const newest = new Map(counted.map(({ writer, revision }) => [writer, revision]))
  return Array.from(strays.values())
    .filter(({ missing, header }) => missing === 0 && (newest.get(header.writer) ?? 0) < header.revision)
    .map(({ header }) => header)
}
