import { marksIn } from './marksIn.ts'

const known = new WeakMap<object, ReadonlyMap<string, number>>()

/** In how many texts of a value each edit can be found: what was copied is in more than one. */
export function countMarks(value: unknown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const add = (mark: string, count: number): unknown => counts.set(mark, (counts.get(mark) ?? 0) + count)
  if (typeof value === 'string') for (const mark of marksIn(value)) add(mark, 1)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return counts
  const found = known.get(value)
  if (found !== undefined) return found
  const members: readonly unknown[] =
    value instanceof Map || value instanceof Set ? [...value].flat() : Object.values(value)
  for (const member of members) for (const [mark, count] of countMarks(member)) add(mark, count)
  known.set(value, counts)
  return counts
}
