import { toBase64 } from './base64.ts'
import { type BinaryContent, blobType, isBlob, readBinary } from './binaryValue.ts'
import type { EncodingRun } from './EncodingRun.ts'
import { TAG, UNDEFINED_TEXT, encodeScalar, encodeTagged } from './encodeScalar.ts'
import { EXCLUDED, Omission, REFUSED, TEMPORARY } from './Omission.ts'
import { everything } from '../exclusion/everything.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import { plainJson } from './plainJson.ts'
import { type LeftOut, NONE } from './StateRecord.ts'
import { containerKind, isPageNode, isScalarObject, isTemporary } from './stateRules.ts'

/** A value with all below it as one text. */
export interface InlineText {
  readonly text: string
  readonly leftOut: readonly LeftOut[]
}

/** The value is longer than was allowed. */
export const TOO_LONG = Symbol('too long')

/** The whole value as one text of at most `maxLength` characters. */
export function encodeInline(
  run: EncodingRun,
  value: unknown,
  { matcher, maxLength }: { readonly matcher: PathMatcher; readonly maxLength: number },
): InlineText | Omission | typeof TOO_LONG {
  if (typeof value !== 'object' || isScalarObject(value)) {
    const text = matcher.isPassage ? EXCLUDED : scalarText(value)
    return text instanceof Omission ? text : { text, leftOut: NONE }
  }
  const plain = plainJson(value, matcher, maxLength)
  if (plain !== undefined) return { text: plain, leftOut: NONE }
  const walk = new InlineWalk(run, maxLength)
  const text = walk.encode(value, matcher)
  if (walk.isTooLong) return TOO_LONG
  return text instanceof Omission ? text : { text, leftOut: walk.leftOut }
}

export function scalarText(value: unknown): string | Omission {
  if (isTemporary(value)) return TEMPORARY
  return encodeScalar(value) ?? REFUSED
}

/** For what needs marks, or has parts to leave out. */
class InlineWalk {
  readonly leftOut: LeftOut[] = []
  readonly #run: EncodingRun
  readonly #path: (string | number)[] = []
  #restLength: number

  constructor(run: EncodingRun, maxLength: number) {
    this.#run = run
    this.#restLength = maxLength
  }

  get isTooLong(): boolean {
    return this.#restLength < 0
  }

  encode(value: unknown, matcher: PathMatcher): string | Omission {
    if (typeof value !== 'object' || isScalarObject(value)) {
      if (this.#isTooLongText(value) && !matcher.isPassage) {
        this.#restLength = -1
        return ''
      }
      const text = matcher.isPassage ? EXCLUDED : scalarText(value)
      if (!(text instanceof Omission)) this.#restLength -= text.length
      return text
    }
    try {
      return this.#encodeObject(value, matcher)
    } catch {
      // A revoked proxy throws at any touch, a detached buffer when it is read.
      return REFUSED
    }
  }

  /** Known before it is encoded: megabytes of audio are not encoded twice. */
  #isTooLongText(value: unknown): boolean {
    return typeof value === 'string' && value.length > this.#restLength && !isTemporary(value)
  }

  #encodeObject(value: object, matcher: PathMatcher): string | Omission {
    const kind = containerKind(value)
    if (kind === undefined) return matcher.isPassage ? EXCLUDED : this.#encodeOther(value)
    if (!this.#run.enter(value)) return REFUSED
    try {
      if (Array.isArray(value)) return `[${this.#elements(value, matcher, UNDEFINED_TEXT).join(',')}]`
      if (value instanceof Map) return encodeTagged('map', `[${this.#entries(value, matcher).join(',')}]`)
      if (value instanceof Set) {
        return encodeTagged('set', `[${this.#elements(Array.from(value), matcher, undefined).join(',')}]`)
      }
      return this.#members(value, matcher)
    } finally {
      this.#run.leave(value)
    }
  }

  #encodeOther(value: object): string | Omission {
    const content = readBinary(value)
    if (content !== undefined) return this.#binary(content)
    if (!isBlob(value)) return isPageNode(value) ? TEMPORARY : REFUSED
    const { attachments } = this.#run.options
    if (attachments === undefined) return EXCLUDED
    const bytes = attachments.bytesOf(value)
    if (bytes !== undefined) return this.#binary({ type: blobType(value), bytes })
    this.#run.unreadBlobs.add(value)
    return REFUSED
  }

  #binary({ type, bytes }: BinaryContent): string {
    this.#restLength -= bytes.length * 1.4
    return this.isTooLong ? '' : encodeTagged('binary', `[${JSON.stringify(type)},"${toBase64(bytes)}"]`)
  }

  /** An element that is left out keeps its place, so that its neighbours keep theirs; in a set there are no places. */
  #elements(array: readonly unknown[], matcher: PathMatcher, placeholder: string | undefined): string[] {
    const texts: string[] = []
    // By index, so that holes are met too.
    for (let index = 0; index < array.length && !this.isTooLong; index += 1) {
      const text = this.#member(index, array[index], matcher.isFree ? matcher : matcher.element(index)) ?? placeholder
      if (text !== undefined) texts.push(text)
    }
    return texts
  }

  #members(object: object, matcher: PathMatcher): string {
    const pairs: [string, string][] = []
    let isOwnTag = false
    for (const key of Object.keys(object)) {
      if (this.isTooLong) break
      const text = this.#member(key, readMember(object, key), matcher.member(key))
      if (text === undefined) continue
      isOwnTag ||= key === TAG
      pairs.push([JSON.stringify(key), text])
      this.#restLength -= key.length + 4
    }
    if (!isOwnTag) return `{${pairs.map(([key, text]) => `${key}:${text}`).join(',')}}`
    return encodeTagged('object', `[${pairs.map(([key, text]) => `[${key},${text}]`).join(',')}]`)
  }

  #entries(map: ReadonlyMap<unknown, unknown>, matcher: PathMatcher): string[] {
    const texts: string[] = []
    let index = 0
    for (const [key, value] of map) {
      if (this.isTooLong) break
      const isNamed = typeof key === 'string'
      const below = isNamed ? matcher.member(key) : matcher.element(index)
      const name = isNamed ? key : (encodeScalar(key) ?? index)
      index += 1
      // A key is stored with its value or not at all; what a key is is not a matter of the rules for what it holds.
      const keyText = below === 'excluded' ? this.#member(name, value, below) : this.#member(name, key, everything)
      const text = keyText === undefined ? undefined : this.#member(name, value, below)
      if (text !== undefined) texts.push(`[${keyText},${text}]`)
    }
    return texts
  }

  #member(name: string | number, value: unknown, below: PathMatcher | 'excluded'): string | undefined {
    this.#path.push(name)
    const text = below === 'excluded' ? EXCLUDED : value === REFUSED ? REFUSED : this.encode(value, below)
    if (text instanceof Omission && !text.isSilent) {
      this.leftOut.push({ path: this.#path.join('.'), isExcluded: text.isExcluded })
    }
    this.#path.pop()
    return text instanceof Omission ? undefined : text
  }
}

/** A getter that throws costs its own member only. */
export function readMember(container: object, name: string): unknown {
  try {
    return Reflect.get(container, name)
  } catch {
    return REFUSED
  }
}
