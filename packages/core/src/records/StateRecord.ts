/**
 * One piece of the state, the unit of change.
 *
 * - `leaf`: the body is the encoded value itself.
 * - `array`, `object`, `map`, `set`: the body lists the container's members in order; those that have a record of their
 *   own stand there by id, the others by value.
 * - `text`: a long string; the body lists its pieces in order.
 * - `binary`: a typed array, an `ArrayBuffer`, a stored `File` or `Blob`; the body says which, and lists its pieces.
 * - `piece`: a piece of a long text, or of a container's long body.
 * - `bytes`: a piece of a binary. Its content is `bytes`; its body is empty.
 */
export type RecordKind = 'leaf' | 'array' | 'object' | 'map' | 'set' | 'text' | 'binary' | 'piece' | 'bytes'

export interface StateRecord {
  /** Given out once per session and never again; 0 is the root. */
  readonly id: number
  readonly kind: RecordKind
  /** The member's name in the object (or encoded key in the map) that holds it; `undefined` elsewhere. */
  readonly key: string | undefined
  /** JSON text. */
  readonly body: string
  /** Content of a `bytes` record. */
  readonly bytes?: Uint8Array
}

/** What one commit writes. */
export interface SegmentContent {
  /** New and changed records. */
  readonly records: readonly StateRecord[]
  /** Records the state does not hold any more, whole subtrees by each of their ids. A removed id never comes back. */
  readonly removedIds: readonly number[]
}

export const ROOT_ID = 0

/** A part of the state that is not stored, by path from the record that knows of it. */
export interface LeftOut {
  readonly path: string
  /** By rule, or because it cannot be stored. */
  readonly isExcluded: boolean
}

/** A piece of a record whose content is cut: a long text, a binary, a container's long body. */
export interface PieceNode {
  readonly id: number
  /** `undefined` for a piece of a text: the texts themselves are compared. */
  readonly checksum: number | undefined
  /** Letters of a text's piece, bytes of a binary's, items of a container body's; 0 for a body's that was only read yet. */
  readonly length: number
}

/**
 * What was last committed, by reference: the same tree as the records', each with the app's own value.
 * A value that is identical (`===`) needs no look inside.
 */
export interface RecordNode {
  readonly id: number
  readonly kind: RecordKind
  readonly key: string | undefined
  readonly value: unknown
  /** Checksum of the body: a new object with the same content is not a change. `undefined` for a text, which is compared itself. */
  readonly bodyChecksum: number | undefined
  /** For containers: one place per member, in order; `undefined` where the member stands by value. */
  readonly children: readonly (RecordNode | undefined)[]
  readonly pieces: readonly PieceNode[]
  /** What at or below it is not stored. */
  readonly leftOut: readonly LeftOut[]
}

/** For the many records that have none: nothing is allocated for them. */
export const NONE: readonly never[] = []
