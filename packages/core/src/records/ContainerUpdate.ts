import { ContainerBody } from './ContainerBody.ts'
import type { EncodedValue, Encoding } from './EncodedValue.ts'
import { UNDEFINED_TEXT } from './encodeScalar.ts'
import type { RecordNode } from './StateRecord.ts'

/** A split container, put together member by member in their order. */
export class ContainerUpdate {
  readonly #kind: 'array' | 'object'
  readonly #body = new ContainerBody()
  readonly #children: (RecordNode | undefined)[] = []
  readonly #leftOutPaths: string[] = []

  constructor(kind: 'array' | 'object') {
    this.#kind = kind
  }

  /** A member with a record of its own, or by value, or one that cannot be stored. */
  add(name: string, member: RecordNode | Encoding): void {
    if (member === 'refused') this.#leftOutPaths.push(name)
    if (typeof member === 'object' && 'id' in member) return this.addNode(name, member)
    if (typeof member === 'object') {
      this.#noteLeftOut(name, member.leftOutPaths)
      this.#addValue(name, member.body)
    } else if (this.#kind === 'array') {
      // An element that is left out keeps its place, so that its neighbours keep theirs. An object does without the member.
      this.#addValue(name, UNDEFINED_TEXT)
    }
  }

  addNode(name: string, node: RecordNode): void {
    this.#noteLeftOut(name, node.leftOutPaths)
    this.#children.push(node)
    this.#body.addRecord(node.id)
  }

  finish(value: object): EncodedValue {
    const body = this.#body.toText()
    const [children, leftOutPaths] = [this.#children, this.#leftOutPaths]
    return { value, kind: this.#kind, body, length: body.length, children, leftOutPaths }
  }

  #addValue(name: string, text: string): void {
    this.#children.push(undefined)
    this.#body.addValue(this.#kind === 'array' ? undefined : name, text)
  }

  #noteLeftOut(name: string, paths: readonly string[]): void {
    for (const path of paths) this.#leftOutPaths.push(`${name}.${path}`)
  }
}
