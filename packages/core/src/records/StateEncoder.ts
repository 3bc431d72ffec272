import { checksum } from './checksum.ts'
import { ContainerUpdate } from './ContainerUpdate.ts'
import { type EncodedValue, type Encoding, encodedLeaf } from './EncodedValue.ts'
import { TAG, UNDEFINED_TEXT, encodeScalar, encodeTagged } from './encodeScalar.ts'
import { plainJson } from './plainJson.ts'
import { isLendable, isPageObject, isPlainObject, isTemporary } from './stateRules.ts'
import type { RecordNode, StateRecord } from './StateRecord.ts'

/**
 * From this many characters on a container lends its object children records of their own.
 * Smaller: more rows' worth of keys per state; larger: more unchanged bytes written with each edit.
 */
const SPLIT_LENGTH = 2_048

/** Deeper than any document a person makes, shallower than the stack. */
const MAX_DEPTH = 400

/** Where a record stands: its id, and its name in the object that holds it. */
export interface RecordPlace {
  readonly id: number
  readonly key: string | undefined
}

/**
 * Turns values into records in one walk from the leaves up, each text made once.
 * What cannot be stored is left out, its path noted, and the rest goes on.
 */
export class StateEncoder {
  readonly records: StateRecord[] = []
  readonly #splitLength: number
  readonly #ancestors: Set<object>
  #nextId: number

  constructor(nextId: number, splitLength = SPLIT_LENGTH, ancestors: Iterable<object> = []) {
    this.#nextId = nextId
    this.#splitLength = splitLength
    this.#ancestors = new Set(ancestors)
  }

  get nextId(): number {
    return this.#nextId
  }

  encode(value: unknown): Encoding {
    if (typeof value !== 'object' || value === null || value instanceof Date) {
      const text = isTemporary(value) ? undefined : encodeScalar(value)
      return text === undefined ? 'excluded' : encodedLeaf(value, text)
    }
    const plain = Number.isFinite(this.#splitLength) ? this.#plainJson(value) : undefined
    if (plain !== undefined) return encodedLeaf(value, plain)
    return this.within(value, () => {
      if (Array.isArray(value)) return this.#encodeMembers('array', value)
      if (isPlainObject(value)) return this.#encodeMembers('object', value)
      if (value instanceof Map) return this.#encodeCollection(value, 'map')
      if (value instanceof Set) return this.#encodeCollection(value, 'set')
      return isPageObject(value) ? 'excluded' : 'refused'
    })
  }

  /** Gives a value a record of its own. */
  lend(encoded: EncodedValue, key: string | undefined): RecordNode {
    return this.write({ id: this.#nextId++, key }, encoded, undefined)
  }

  /** Writes the record unless its body is what `previous` was committed with. */
  write({ id, key }: RecordPlace, encoded: EncodedValue, previous: RecordNode | undefined): RecordNode {
    const { kind, body, value, children, leftOutPaths } = encoded
    const bodyChecksum = checksum(body)
    // Texts are compared by value before they come here, so a text that does come is a change.
    const isSame = typeof value !== 'string' && previous?.kind === kind && previous.bodyChecksum === bodyChecksum
    if (!isSame) this.records.push({ id, kind, key, body, bodyChecksum })
    return { id, kind, key, value, bodyChecksum, children, leftOutPaths }
  }

  /** Walks into a container. A cycle, or a nesting without end, is refused here. */
  within<TResult>(container: object, walk: () => TResult): TResult | 'refused' {
    if (this.#ancestors.has(container) || this.#ancestors.size >= MAX_DEPTH) return 'refused'
    this.#ancestors.add(container)
    try {
      return walk()
    } finally {
      this.#ancestors.delete(container)
    }
  }

  #encodeMembers(kind: 'array' | 'object', container: object): EncodedValue {
    const leftOutPaths: string[] = []
    const members: EncodedMember[] = []
    for (const name of memberNames(container)) {
      const encoding = readMember(container, name, (value) => this.encode(value))
      if (encoding === 'refused') leftOutPaths.push(name)
      if (typeof encoding === 'object') {
        for (const path of encoding.leftOutPaths) leftOutPaths.push(`${name}.${path}`)
        members.push({ key: kind === 'array' ? undefined : name, encoded: encoding })
      } else if (kind === 'array') {
        // An element that is left out keeps its place, so that its neighbours keep theirs.
        members.push({ key: undefined, encoded: encodedLeaf(undefined, UNDEFINED_TEXT) })
      }
    }
    return { ...this.#join(kind, container, members), leftOutPaths }
  }

  /** A getter that throws is met again, member by member, by the walk that leaves out only its own. */
  #plainJson(value: object): string | undefined {
    try {
      return plainJson(value, this.#splitLength)
    } catch {
      return undefined
    }
  }

  #join(kind: 'array' | 'object', value: object, members: readonly EncodedMember[]): EncodedValue {
    const length = members.reduce((sum, { key, encoded }) => sum + (key?.length ?? 0) + encoded.length + 4, 2)
    if (length <= this.#splitLength || !members.some(({ encoded }) => isLendable(encoded.value))) {
      return { ...encodedLeaf(value, joinedText(kind, members)), length }
    }
    const split = new ContainerUpdate(kind)
    for (const { key, encoded } of members) {
      if (isLendable(encoded.value)) split.addNode(key ?? '', this.lend(encoded, key))
      else split.add(key ?? '', encoded)
    }
    return { ...split.finish(value), length }
  }

  /** Maps and Sets are one record each: their members have no place in the order lists. */
  #encodeCollection(collection: Iterable<unknown>, type: 'map' | 'set'): EncodedValue {
    const whole = new StateEncoder(0, Number.POSITIVE_INFINITY, this.#ancestors)
    const content = whole.encode(Array.from(collection))
    const { body, leftOutPaths } = typeof content === 'object' ? content : encodedLeaf(undefined, '[]')
    return { ...encodedLeaf(collection, encodeTagged(type, body)), leftOutPaths }
  }
}

interface EncodedMember {
  readonly key: string | undefined
  readonly encoded: EncodedValue
}

/** Reads one member and goes on with it. A getter that throws costs its own member only. */
export function readMember<TResult>(
  container: object,
  name: string,
  goOn: (value: unknown) => TResult,
): TResult | 'refused' {
  let value: unknown
  try {
    value = Reflect.get(container, name)
  } catch {
    return 'refused'
  }
  return goOn(value)
}

/** All places of an array, holes included, or the own enumerable keys of an object. */
function memberNames(container: object): string[] {
  return Array.isArray(container) ? Array.from(container, (_, index) => String(index)) : Object.keys(container)
}

function joinedText(kind: 'array' | 'object', members: readonly EncodedMember[]): string {
  if (kind === 'array') return `[${members.map(({ encoded }) => encoded.body).join(',')}]`
  const isOwnTag = members.some(({ key }) => key === TAG)
  const pairs = members.map(({ key = '', encoded }) =>
    isOwnTag ? `[${JSON.stringify(key)},${encoded.body}]` : `${JSON.stringify(key)}:${encoded.body}`,
  )
  return isOwnTag ? encodeTagged('object', `[${pairs.join(',')}]`) : `{${pairs.join(',')}}`
}
