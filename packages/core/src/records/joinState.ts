import { makeBinary } from './binaryValue.ts'
import { containerItems } from './ContainerBody.ts'
import { decodeBody, defineMember } from './decodeBody.ts'
import type { RecordTree } from './diffState.ts'
import type { ParsedRecord } from './ParsedRecord.ts'
import { parseIdRuns } from './idRuns.ts'
import { parsePiecesBody } from './piecesBody.ts'
import { NONE, type PieceNode, ROOT_ID, type RecordNode } from './StateRecord.ts'
import type { ContainerKind } from './stateRules.ts'

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
export function joinState(records: ReadonlyMap<number, ParsedRecord>): JoinedState {
  const join = new Join(records)
  const root = records.has(ROOT_ID) ? join.record(ROOT_ID) : undefined
  let nextId = ROOT_ID + 1
  for (const id of records.keys()) nextId = Math.max(nextId, id + 1)
  return { tree: { root, nextId }, missingPaths: join.missingPaths }
}

/** A member that is known already, of the container that is being joined; `undefined` where its record is to be read. */
type KnownMember = (id: number, containerId: number | undefined) => RecordNode | undefined

/** Puts records together, from one of them down to all that it reaches. */
export class Join {
  readonly missingPaths: string[] = []
  readonly #records: ReadonlyMap<number, ParsedRecord>
  readonly #known: KnownMember
  /** Containers on the way down to where the join is, and their keys: the path of whatever is missing there. */
  readonly #open = new Map<number, string | undefined>()

  constructor(records: ReadonlyMap<number, ParsedRecord>, known: KnownMember = () => undefined) {
    this.#records = records
    this.#known = known
  }

  record(id: number, containerId?: number): RecordNode | undefined {
    const known = this.#known(id, containerId)
    if (known !== undefined) return known
    const record = this.#records.get(id)
    // An id on its own way up can only come from damage; following it would never end.
    if (record?.isReadable !== true || this.#open.has(id)) return this.#miss(record?.key ?? `#${id}`)
    try {
      return this.#node(record)
    } catch {
      return this.#miss(record.key ?? `#${id}`)
    }
  }

  #miss(name: string): undefined {
    const keys = [...this.#open.values()].filter((key) => key !== undefined)
    this.missingPaths.push([...keys, name].join('.'))
    return undefined
  }

  #node(record: ParsedRecord): RecordNode {
    switch (record.kind) {
      case 'leaf':
        return nodeOf(record, { value: record.content, children: NONE, pieces: NONE })
      case 'text':
        return nodeOf(record, this.#text(record.content))
      case 'binary':
        return nodeOf(record, this.#binary(record.content))
      case 'piece':
      case 'bytes':
        throw new TypeError('a piece stands in the place of a member')
      case 'array':
      case 'object':
      case 'map':
      case 'set':
        return this.#container(record, record.kind)
    }
  }

  /** A text or a binary with a hole in it is not what was saved: it is missing as a whole. */
  #text(content: unknown): JoinedContent {
    const texts: string[] = []
    const pieces = this.#piecesOf(content).map((record) => {
      const text = String(record.content)
      texts.push(text)
      return { id: record.id, checksum: record.bodyChecksum, length: text.length }
    })
    return { value: texts.join(''), children: NONE, pieces }
  }

  #binary(content: unknown): JoinedContent {
    const type = parsePiecesBody(content)?.type
    if (type === undefined) throw new TypeError('a binary of no type')
    const contents: Uint8Array[] = []
    const pieces = this.#piecesOf(content).map(({ id, bytes, bodyChecksum }) => {
      if (bytes === undefined) throw new TypeError('a piece of a binary has no bytes')
      contents.push(bytes)
      return { id, checksum: bodyChecksum, length: bytes.length }
    })
    return { value: makeBinary(type, contents), children: NONE, pieces }
  }

  #piecesOf(content: unknown): ParsedRecord[] {
    const ids = parsePiecesBody(content)?.ids ?? NONE
    return ids.map((id) => {
      const record = this.#records.get(id)
      if (record?.isReadable !== true) throw new TypeError(`piece ${id} is missing`)
      return record
    })
  }

  #container(record: ParsedRecord, kind: ContainerKind): RecordNode {
    const members = new JoinedMembers(kind)
    this.#open.set(record.id, record.key)
    try {
      const pieces = this.#addMembers(members, record)
      return nodeOf(record, { value: members.value, children: members.children, pieces })
    } finally {
      this.#open.delete(record.id)
    }
  }

  #addMembers(members: JoinedMembers, { id: containerId, content }: ParsedRecord): readonly PieceNode[] {
    const ids = parsePiecesBody(content)?.ids
    if (ids === undefined) {
      this.#addItems(members, content, containerId)
      return NONE
    }
    const pieces: PieceNode[] = []
    // Of a long body each piece stands for itself: the members in the others are there without it.
    for (const id of ids) {
      const piece = this.#records.get(id)
      if (piece?.isReadable !== true) this.#miss(`#${id}`)
      else {
        this.#addItems(members, piece.content, containerId)
        pieces.push({ id, checksum: piece.bodyChecksum, length: 0 })
      }
    }
    return pieces
  }

  #addItems(members: JoinedMembers, content: unknown, containerId: number): void {
    for (const item of containerItems(content)) {
      if (typeof item !== 'string') {
        if (item.length === 1) members.add(undefined, item[0], undefined)
        else members.add(item[0], item[1], undefined)
        continue
      }
      for (const id of parseIdRuns(item)) {
        const child = this.record(id, containerId)
        if (child !== undefined) members.add(child.key, child.value, child)
      }
    }
  }
}

type JoinedContent = Pick<RecordNode, 'value' | 'children' | 'pieces'>

/** Written out, and the only place where they are made: all nodes are of one form to the engine that runs this. */
function nodeOf({ id, kind, key, bodyChecksum }: ParsedRecord, { value, children, pieces }: JoinedContent): RecordNode {
  return { id, kind, key, value, bodyChecksum, children, pieces, leftOut: NONE }
}

/** A container on its way back, and the records its members came from. */
class JoinedMembers {
  readonly value: unknown[] | Map<unknown, unknown> | Set<unknown> | Record<string, unknown>
  readonly children: (RecordNode | undefined)[] = []

  constructor(kind: ContainerKind) {
    this.value = EMPTY[kind]()
  }

  add(key: unknown, member: unknown, child: RecordNode | undefined): void {
    const { value } = this
    this.children.push(child)
    if (Array.isArray(value)) value.push(member)
    // A record of a map names itself by the text of its key.
    else if (value instanceof Map) value.set(child === undefined ? key : decodeBody(String(key)), member)
    else if (value instanceof Set) value.add(member)
    else if (typeof key === 'string') defineMember(value, key, member)
  }
}

const EMPTY: Readonly<Record<ContainerKind, () => JoinedMembers['value']>> = {
  array: () => [],
  object: () => ({}),
  map: () => new Map(),
  set: () => new Set(),
}
