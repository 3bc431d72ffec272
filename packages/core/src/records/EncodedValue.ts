import type { RecordKind, RecordNode } from './StateRecord.ts'

/** A value as text, not yet a record: its container decides whether it stands by value or on its own. */
export interface EncodedValue {
  readonly value: unknown
  readonly kind: RecordKind
  readonly body: string
  /** Characters of the value with all that lies below it. */
  readonly length: number
  readonly children: readonly (RecordNode | undefined)[]
  /** What below it cannot be stored, by path from here. */
  readonly leftOutPaths: readonly string[]
}

/** `excluded`: it never belongs to saved work. `refused`: it does, and cannot be stored; that is said. */
export type Encoding = EncodedValue | 'excluded' | 'refused'

export function encodedLeaf(value: unknown, body: string): EncodedValue {
  return { value, kind: 'leaf', body, length: body.length, children: [], leftOutPaths: [] }
}
