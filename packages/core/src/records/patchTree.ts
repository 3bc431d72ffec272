import type { RecordTree } from './diffState.ts'
import { Join } from './joinState.ts'
import type { ParsedRecord } from './ParsedRecord.ts'
import type { RecordNode } from './StateRecord.ts'
import { withMembers } from './withMembers.ts'

/** What is known does not say enough: all of the log has to be read. */
class NotEnough extends Error {}

/**
 * What a known tree comes to with newer records in it. What none of them touches stays the very same nodes, values and all.
 * `undefined` when they refer to content that the tree does not keep.
 *
 * @param changed - the newest of each id among what was written since.
 */
export function patchTree(tree: RecordTree, changed: ReadonlyMap<number, ParsedRecord>): RecordTree | undefined {
  if (tree.root === undefined) return undefined
  try {
    return { root: new TreePatch(changed).node(tree.root), nextId: tree.nextId }
  } catch (cause) {
    if (cause instanceof NotEnough) return undefined
    throw cause
  }
}

class TreePatch {
  readonly #changed: Map<number, ParsedRecord>
  readonly #join: Join
  /** Of containers that are joined anew. */
  readonly #members = new Map<number, ReadonlyMap<number, RecordNode>>()

  constructor(changed: ReadonlyMap<number, ParsedRecord>) {
    this.#changed = new Map(changed)
    this.#join = new Join(this.#changed, (id, containerId) => this.#knownMember(id, containerId))
  }

  node(known: RecordNode): RecordNode {
    const record = this.#changed.get(known.id)
    if (record !== undefined) return this.#joined(known)
    if (known.pieces.some(({ id }) => this.#changed.has(id))) return this.#withPieces(known)
    let children: (RecordNode | undefined)[] | undefined
    for (const [index, child] of known.children.entries()) {
      const patched = child === undefined ? child : this.node(child)
      if (patched === child) continue
      children ??= [...known.children]
      children[index] = patched
    }
    return children === undefined ? known : withChildren(known, children)
  }

  #joined(known: RecordNode): RecordNode {
    this.#expect(known)
    const joined = this.#join.record(known.id)
    if (joined === undefined || this.#join.missingPaths.length > 0) throw new NotEnough()
    return joined
  }

  /** What of it was not written anew is to be had from what is known. */
  #expect({ id, kind, value, children, pieces }: RecordNode): void {
    const members = children.filter((child) => child !== undefined)
    this.#members.set(id, new Map(members.map((child) => [child.id, child])))
    if (kind !== 'text' || typeof value !== 'string') return
    let start = 0
    for (const { id: pieceId, checksum, length } of pieces) {
      const content = value.slice(start, start + length)
      start += length
      if (this.#changed.has(pieceId)) continue
      const piece = { id: pieceId, kind: 'piece', key: undefined, bodyChecksum: checksum, content } as const
      this.#changed.set(pieceId, { ...piece, bytes: undefined, isReadable: true, origin: 0, stored: undefined })
    }
  }

  #knownMember(id: number, containerId: number | undefined): RecordNode | undefined {
    const known = containerId === undefined ? undefined : this.#members.get(containerId)?.get(id)
    if (known === undefined) return undefined
    if (!this.#changed.has(id)) return this.node(known)
    this.#expect(known)
    return undefined
  }

  /** A keystroke in a long text writes one piece, and not the list of them. */
  #withPieces(known: RecordNode): RecordNode {
    if (known.kind !== 'text') throw new NotEnough()
    this.#expect(known)
    const records = known.pieces.map(({ id }) => this.#changed.get(id))
    const texts = records.map((record) => {
      if (record?.isReadable !== true) throw new NotEnough()
      return String(record.content)
    })
    const pieces = known.pieces.map(({ id, checksum }, index) => {
      return { id, checksum: records[index]?.bodyChecksum ?? checksum, length: texts[index]?.length ?? 0 }
    })
    return { ...known, value: texts.join(''), pieces }
  }
}

function withChildren(known: RecordNode, children: readonly (RecordNode | undefined)[]): RecordNode {
  // Where members of the value are left out of the store, the two lists are not about the same places.
  if (memberCount(known.value) !== children.length) throw new NotEnough()
  return { ...known, children, value: withMembers(known.value, children) }
}

function memberCount(value: unknown): number {
  if (Array.isArray(value)) return value.length
  if (value instanceof Map || value instanceof Set) return value.size
  return typeof value === 'object' && value !== null ? Object.keys(value).length : -1
}
