import { type BinaryContent, blobType, isBlob, readBinary } from './binaryValue.ts'
import { type Member, type Steps, encodeContainer } from './encodeContainer.ts'
import { TOO_LONG, encodeInline } from './encodeInline.ts'
import { encodeOneElement } from './encodeOneElement.ts'
import { encodeBinary, encodeText } from './encodePieces.ts'
import type { EncodingRun, RecordPlace } from './EncodingRun.ts'
import { encodeScalar } from './encodeScalar.ts'
import { EXCLUDED, Omission, REFUSED } from './Omission.ts'
import type { RecordKind, RecordNode } from './StateRecord.ts'
import { type ContainerKind, LONG_TEXT_LENGTH, containerKind, isTemporary } from './stateRules.ts'

/**
 * From this many characters on a container lends its object children records of their own.
 * Smaller: more rows' worth of keys per state; larger: more unchanged bytes written with each edit.
 */
const SPLIT_LENGTH = 2_048

/** A value as a record: its old one, or a new one. What is as it was committed is not entered. */
export function* encodeMember(run: EncodingRun, member: Member): Steps<RecordNode | Omission> {
  const { old, value, key } = member
  const isOpaque = run.options.isDeep && typeof value === 'object' && value !== null
  if (old !== undefined && !isOpaque && Object.is(old.value, value)) return old
  return yield* encodeRecord(run, old ?? { id: run.takeId(), key }, member)
}

/** Writes the record at `place`. */
export function* encodeRecord(run: EncodingRun, place: RecordPlace, member: Member): Steps<RecordNode | Omission> {
  try {
    return encodeWhole(run, place, member) ?? (yield* encodeSplit(run, place, member))
  } catch {
    // A revoked proxy throws at any touch, a detached buffer when it is read, the stack when it is full.
    return REFUSED
  }
}

/** As one record; `undefined` for what is better split. */
function encodeWhole(run: EncodingRun, place: RecordPlace, member: Member): RecordNode | Omission | undefined {
  const { old, value, matcher } = member
  if (matcher.isPassage && containerKind(value) === undefined) return EXCLUDED
  const longLength = old?.kind === 'text' ? LONG_TEXT_LENGTH / 4 : LONG_TEXT_LENGTH
  if (typeof value === 'string' && value.length >= longLength && !isTemporary(value)) {
    return encodeText(run, { place, previous: previousOf(run, old, 'text') }, value)
  }
  // A container once split stays split: its members keep their records.
  const canSplit = isSplittable(value)
  if (canSplit && old !== undefined && old.kind === splitKind(value)) return undefined
  const maxLength = canSplit ? SPLIT_LENGTH : Number.POSITIVE_INFINITY
  const inline = encodeInline(run, value, { matcher, maxLength })
  if (inline === TOO_LONG) return undefined
  if (inline instanceof Omission) return inline
  // Texts are compared by value before they come here, so a text that does come is a change.
  const previous = previousOf(run, old, 'leaf')
  const draft = { kind: 'leaf', value, body: inline.text, leftOut: inline.leftOut } as const
  return run.write(place, draft, typeof value === 'string' ? undefined : previous)
}

function* encodeSplit(run: EncodingRun, place: RecordPlace, member: Member): Steps<RecordNode | Omission> {
  const { old, matcher } = member
  if (typeof member.value !== 'object' || member.value === null) return REFUSED
  const value: object = member.value
  const kind = splitKind(value)
  if (kind === undefined) return REFUSED
  const previous = previousOf(run, old, kind)
  if (kind === 'binary') {
    const content = binaryContent(run, value)
    return content === undefined ? REFUSED : yield* encodeBinary(run, { place, previous, value }, content)
  }
  if (!run.enter(value)) return REFUSED
  try {
    const container = { place, kind, value, matcher, previous }
    const encode = (inner: Member): Steps<RecordNode | Omission> => encodeMember(run, inner)
    const oneChanged = yield* encodeOneElement(run, container, encode)
    return oneChanged ?? (yield* encodeContainer(run, container, encode))
  } finally {
    run.leave(value)
  }
}

/** What the record was, when it stays of its kind; else nothing of what was below it stays. */
function previousOf(run: EncodingRun, old: RecordNode | undefined, kind: RecordKind): RecordNode | undefined {
  if (old === undefined || old.kind === kind) return old
  run.removeContent(old)
  return undefined
}

function splitKind(value: unknown): ContainerKind | 'binary' | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return containerKind(value) ?? (readBinary(value) !== undefined || isBlob(value) ? 'binary' : undefined)
}

/** A map with keys that are objects, dates among them, is one record: the members' names would not tell them apart. */
function isSplittable(value: unknown): boolean {
  if (!(value instanceof Map)) return true
  for (const key of value.keys()) {
    if ((typeof key === 'object' && key !== null) || encodeScalar(key) === undefined) return false
  }
  return true
}

function binaryContent(run: EncodingRun, value: object): BinaryContent | undefined {
  const content = readBinary(value)
  if (content !== undefined || !isBlob(value)) return content
  const bytes = run.options.attachments?.bytesOf(value)
  return bytes === undefined ? undefined : { type: blobType(value), bytes }
}
