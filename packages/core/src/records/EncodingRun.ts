import { bodyChecksum } from './bodyChecksum.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import {
  type LeftOut,
  NONE,
  type PieceNode,
  type RecordKind,
  type RecordNode,
  type SegmentContent,
  type StateRecord,
} from './StateRecord.ts'

/** Deeper than any document a person makes, shallower than the stack. */
const MAX_DEPTH = 400

export interface EncodingOptions {
  /** For the state as a whole. */
  readonly matcher: PathMatcher | 'excluded'
  /** `identical` values are looked into as well: for apps that change their state in place. */
  readonly isDeep: boolean
  /** Contents of Files and Blobs, as far as they have been read; `undefined` when they are not stored. */
  readonly attachments: { bytesOf(blob: Blob): Uint8Array | undefined } | undefined
}

/** Where a record stands: its id, and its name in the object or map that holds it. */
export interface RecordPlace {
  readonly id: number
  readonly key: string | undefined
}

export interface RecordDraft {
  readonly kind: RecordKind
  readonly value: unknown
  readonly body: string
  readonly children?: readonly (RecordNode | undefined)[]
  readonly pieces?: readonly PieceNode[]
  readonly leftOut?: readonly LeftOut[]
}

/** One walk through a state: the records it writes, the ids it gives out and buries. */
export class EncodingRun implements SegmentContent {
  readonly records: StateRecord[] = []
  readonly removedIds: number[] = []
  /** Files and Blobs whose content has to be read before they can be stored. */
  readonly unreadBlobs = new Set<Blob>()
  readonly options: EncodingOptions
  /** Whether the time of this slice is used up. */
  readonly isDue: () => boolean
  readonly #ancestors = new Set<object>()
  #nextId: number

  constructor(nextId: number, options: EncodingOptions, isDue: () => boolean) {
    this.#nextId = nextId
    this.options = options
    this.isDue = isDue
  }

  get nextId(): number {
    return this.#nextId
  }

  takeId(): number {
    return this.#nextId++
  }

  /** Writes the record unless its body is what `previous` was committed with. */
  write({ id, key }: RecordPlace, draft: RecordDraft, previous: RecordNode | undefined): RecordNode {
    const { kind, value, body, children = NONE, pieces = NONE, leftOut = NONE } = draft
    const sum = bodyChecksum({ body })
    const isSame = previous?.kind === kind && previous.bodyChecksum === sum
    if (!isSame || (sum === undefined && previous.value !== value)) this.records.push({ id, kind, key, body })
    return { id, kind, key, value, bodyChecksum: sum, children, pieces, leftOut }
  }

  writePiece(id: number, body: string, length: number): PieceNode {
    this.records.push({ id, kind: 'piece', key: undefined, body })
    return { id, checksum: bodyChecksum({ body }), length }
  }

  writeBytes(id: number, bytes: Uint8Array): PieceNode {
    const record = { id, kind: 'bytes', key: undefined, body: '', bytes } as const
    this.records.push(record)
    return { id, checksum: bodyChecksum(record), length: bytes.length }
  }

  /** Buries a record with all below it. */
  remove(node: RecordNode): void {
    this.removedIds.push(node.id)
    this.removeContent(node)
  }

  /** Buries what is below a record; the record itself is written anew. */
  removeContent(node: RecordNode): void {
    this.removePieces(node.pieces)
    for (const child of node.children) if (child !== undefined) this.remove(child)
  }

  removePieces(pieces: readonly PieceNode[]): void {
    for (const { id } of pieces) this.removedIds.push(id)
  }

  /** Steps into a container. A cycle, or a nesting without end, is refused: `false`. */
  enter(container: object): boolean {
    if (this.#ancestors.has(container) || this.#ancestors.size >= MAX_DEPTH) return false
    this.#ancestors.add(container)
    return true
  }

  leave(container: object): void {
    this.#ancestors.delete(container)
  }
}
