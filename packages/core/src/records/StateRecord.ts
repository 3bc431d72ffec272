/**
 * One piece of the state, the unit of change.
 *
 * - `leaf`: the body is the encoded value itself.
 * - `array`, `object`: the body lists the container's members in order; those that have a record of their own stand
 *   there by id, the others by value.
 */
export type RecordKind = 'leaf' | 'array' | 'object'

export interface StateRecord {
  /** Given out once per session and never again; 0 is the root. */
  readonly id: number
  readonly kind: RecordKind
  /** The member's name in the object that holds it; `undefined` in an array and at the root. */
  readonly key: string | undefined
  /** JSON text. */
  readonly body: string
  readonly bodyChecksum: number
}

export const ROOT_ID = 0

/**
 * What was last committed, by reference: the same tree as the records', each with the app's own value.
 * A value that is identical (`===`) needs no look inside.
 */
export interface RecordNode {
  readonly id: number
  readonly kind: RecordKind
  readonly key: string | undefined
  readonly value: unknown
  /** Checksum of the body: a new object with the same content is not a change. */
  readonly bodyChecksum: number
  /** For containers: one place per member, in order; `undefined` where the member stands by value. */
  readonly children: readonly (RecordNode | undefined)[]
  /** What at or below it could not be stored, by path from here. */
  readonly leftOutPaths: readonly string[]
}
