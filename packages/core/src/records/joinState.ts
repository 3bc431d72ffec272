import { checksum } from './checksum.ts'
import { parseContainerBody } from './containerBody.ts'
import { decodeBody, defineMember } from './decodeBody.ts'
import type { RecordTree } from './diffState.ts'
import { ROOT_ID, type RecordNode, type StateRecord } from './StateRecord.ts'

export interface JoinedState {
  /** What is stored, with the joined values in it: the first edit after a restore already costs only itself. */
  readonly tree: RecordTree
  /** Members whose record is missing or unreadable, by path. They are left out; their neighbours are not. */
  readonly missingPaths: readonly string[]
}

/**
 * Records back to a state: the way of `diffState`, run backwards. `records` holds the newest of each id.
 * Only what the root reaches is read; a record that nothing points to any more is not looked at.
 */
export function joinState(records: ReadonlyMap<number, StateRecord>): JoinedState {
  const missingPaths: string[] = []
  const open = new Set<number>()

  function joinRecord(id: number, path: readonly string[]): RecordNode | undefined {
    const record = records.get(id)
    // An id on its own way up can only come from damage; following it would never end.
    if (record === undefined || open.has(id)) return miss(record?.key ?? `#${id}`, path)
    open.add(id)
    try {
      return joinContent(record, path)
    } catch {
      return miss(record.key ?? `#${id}`, path)
    } finally {
      open.delete(id)
    }
  }

  function miss(name: string, path: readonly string[]): undefined {
    missingPaths.push([...path, name].join('.'))
    return undefined
  }

  function joinContent(record: StateRecord, path: readonly string[]): RecordNode {
    const { id, kind, key, body } = record
    const content = decodeBody(body)
    const bodyChecksum = typeof content === 'string' ? Number.NaN : checksum(body)
    if (kind === 'leaf') return { id, kind, key, value: content, bodyChecksum, children: [], leftOutPaths: [] }
    const value: unknown[] | object = kind === 'array' ? [] : {}
    const children: (RecordNode | undefined)[] = []
    const here = key === undefined ? path : [...path, key]
    for (const item of parseContainerBody(content)) {
      if ('value' in item) {
        put(value, item.key, item.value)
        children.push(undefined)
        continue
      }
      for (const childId of item) {
        const child = joinRecord(childId, here)
        if (child === undefined) continue
        put(value, child.key, child.value)
        children.push(child)
      }
    }
    return { id, kind, key, value, bodyChecksum, children, leftOutPaths: [] }
  }

  const root = records.has(ROOT_ID) ? joinRecord(ROOT_ID, []) : undefined
  let nextId = ROOT_ID + 1
  for (const id of records.keys()) nextId = Math.max(nextId, id + 1)
  return { tree: { root, nextId }, missingPaths }
}

function put(container: unknown[] | object, key: string | undefined, value: unknown): void {
  if (Array.isArray(container)) container.push(value)
  else if (key !== undefined) defineMember(container, key, value)
}
