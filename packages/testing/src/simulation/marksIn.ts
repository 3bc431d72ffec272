import type { SegmentRow } from '@autosave-kit/core'

/** How `editBook` signs what it writes; a text that was cut in the middle of a mark has lost it. */
const MARK = /(?:word (\d+) |“(\d+)”|Title (\d+)$|text (\d+)$|tag (\d+)$)/g

const known = new WeakMap<object, ReadonlySet<string>>()

/** The edits that can be found in a value: each edit of a world leaves a mark that no other does. */
export function marksIn(value: unknown): ReadonlySet<string> {
  if (typeof value === 'string') return new Set(Array.from(value.matchAll(MARK), (found) => found.slice(1).join('')))
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return new Set()
  let marks = known.get(value)
  if (marks === undefined) {
    const members = value instanceof Map || value instanceof Set ? [...value].flat() : Object.values(value)
    marks = new Set(members.flatMap((member) => [...marksIn(member)]))
    known.set(value, marks)
  }
  return marks
}

/** The same in the text of a stored row, where a text ends with a quote. */
const STORED_MARK = /(?:word (\d+) |“(\d+)”|Title (\d+)"|text (\d+)"|tag (\d+)")/g
const decoder = new TextDecoder()

export function marksInRow({ payload }: SegmentRow): readonly string[] {
  const text = typeof payload === 'string' ? payload : decoder.decode(payload)
  return Array.from(text.matchAll(STORED_MARK), (found) => found.slice(1).join(''))
}
