import { parseContainerBody } from './ContainerBody.ts'
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
  const join = new Join(records)
  const root = records.has(ROOT_ID) ? join.record(ROOT_ID, []) : undefined
  let nextId = ROOT_ID + 1
  for (const id of records.keys()) nextId = Math.max(nextId, id + 1)
  return { tree: { root, nextId }, missingPaths: join.missingPaths }
}

class Join {
  readonly missingPaths: string[] = []
  readonly #records: ReadonlyMap<number, StateRecord>
  readonly #open = new Set<number>()

  constructor(records: ReadonlyMap<number, StateRecord>) {
    this.#records = records
  }

  record(id: number, path: readonly string[]): RecordNode | undefined {
    const record = this.#records.get(id)
    // An id on its own way up can only come from damage; following it would never end.
    if (record === undefined || this.#open.has(id)) return this.#miss(record?.key ?? `#${id}`, path)
    this.#open.add(id)
    try {
      return this.#content(record, path)
    } catch {
      return this.#miss(record.key ?? `#${id}`, path)
    } finally {
      this.#open.delete(id)
    }
  }

  #miss(name: string, path: readonly string[]): undefined {
    this.missingPaths.push([...path, name].join('.'))
    return undefined
  }

  #content({ id, kind, key, body, bodyChecksum }: StateRecord, path: readonly string[]): RecordNode {
    const content = decodeBody(body)
    const node = { id, kind, key, bodyChecksum, leftOutPaths: [] }
    if (kind === 'leaf') return { ...node, value: content, children: [] }
    const value: unknown[] | object = kind === 'array' ? [] : {}
    return { ...node, value, children: this.#members(value, content, key === undefined ? path : [...path, key]) }
  }

  /** Fills `container`, and answers with the records its members came from. */
  #members(container: unknown[] | object, content: unknown, path: readonly string[]): (RecordNode | undefined)[] {
    const children: (RecordNode | undefined)[] = []
    for (const item of parseContainerBody(content)) {
      if ('value' in item) {
        put(container, item.key, item.value)
        children.push(undefined)
        continue
      }
      for (const id of item) {
        const child = this.record(id, path)
        if (child === undefined) continue
        put(container, child.key, child.value)
        children.push(child)
      }
    }
    return children
  }
}

function put(container: unknown[] | object, key: string | undefined, value: unknown): void {
  if (Array.isArray(container)) container.push(value)
  else if (key !== undefined) defineMember(container, key, value)
}
