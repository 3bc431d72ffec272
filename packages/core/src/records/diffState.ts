import { formatContainerBody, type Member } from './containerBody.ts'
import { UNDEFINED_TEXT } from './encodeScalar.ts'
import { matchElements } from './matchElements.ts'
import { type Encoding, StateEncoder, readMember } from './StateEncoder.ts'
import { isLendable, isPlainObject } from './stateRules.ts'
import { ROOT_ID, type RecordNode, type StateRecord } from './StateRecord.ts'

/** What is known of the stored state: by whom each piece was last written, and where ids go on. */
export interface RecordTree {
  readonly root: RecordNode | undefined
  readonly nextId: number
}

export const emptyTree: RecordTree = { root: undefined, nextId: ROOT_ID + 1 }

export interface StateDiff {
  /** The records that changed; empty when the state is what is stored already. */
  readonly records: readonly StateRecord[]
  /** What will be stored once the records are. */
  readonly tree: RecordTree
  /** Parts that cannot be stored, by path. */
  readonly leftOutPaths: readonly string[]
}

/**
 * The records of `state` that differ from what `tree` says is stored.
 *
 * Identity decides: an unchanged subtree is not entered, so the time follows the containers on the way to the change.
 * Nothing of the app's is copied or changed, and `tree` stays as it was: the caller takes the new one when the commit has landed.
 */
export function diffState(tree: RecordTree, state: unknown): StateDiff {
  const encoder = new StateEncoder(tree.nextId)
  const root = tree.root === undefined ? addRoot(encoder, state) : updateNode(encoder, tree.root, state)
  // A state that cannot be stored at all leaves what is stored as it is.
  if (typeof root === 'string') return { records: [], tree, leftOutPaths: root === 'refused' ? [''] : [] }
  return { records: encoder.records, tree: { root, nextId: encoder.nextId }, leftOutPaths: root.leftOutPaths }
}

type Update = RecordNode | 'excluded' | 'refused'

function addRoot(encoder: StateEncoder, state: unknown): Update {
  const encoding = encoder.encode(state)
  return typeof encoding === 'string' ? encoding : encoder.write({ id: ROOT_ID, key: undefined }, encoding, undefined)
}

function updateNode(encoder: StateEncoder, node: RecordNode, value: unknown): Update {
  if (Object.is(node.value, value)) return node
  if (node.kind === 'array' && Array.isArray(value)) {
    return encoder.within(value, () => updateContainer(encoder, { node, value, places: arrayPlaces(node, value) }))
  }
  if (node.kind === 'object' && isPlainObject(value)) {
    return encoder.within(value, () => updateContainer(encoder, { node, value, places: objectPlaces(node, value) }))
  }
  const encoding = encoder.encode(value)
  return typeof encoding === 'string' ? encoding : encoder.write(node, encoding, node)
}

/** A member's name in its container, and the record it had there. */
interface Place {
  readonly name: string
  readonly key: string | undefined
  readonly old: RecordNode | undefined
}

function arrayPlaces(node: RecordNode, array: readonly unknown[]): Place[] {
  const old = Array.isArray(node.value) ? node.value : []
  return matchElements(old, array).map((oldIndex, index) => ({
    name: String(index),
    key: undefined,
    old: node.children[oldIndex],
  }))
}

function objectPlaces(node: RecordNode, object: object): Place[] {
  const byKey = new Map<string | undefined, RecordNode>()
  for (const child of node.children) if (child !== undefined) byKey.set(child.key, child)
  return Object.keys(object).map((key) => ({ name: key, key, old: byKey.get(key) }))
}

interface ContainerUpdate {
  readonly node: RecordNode
  readonly value: object
  readonly places: readonly Place[]
}

/**
 * A container once split stays split: its members keep their records, and its own body is written only when their order
 * or its plain values change.
 */
function updateContainer(encoder: StateEncoder, { node, value, places }: ContainerUpdate): RecordNode {
  const children: (RecordNode | undefined)[] = []
  const members: Member[] = []
  const leftOutPaths: string[] = []
  for (const { name, key, old } of places) {
    const update = readMember(value, name, (member) => updateMember(encoder, { key, old }, member))
    if (update === 'refused') leftOutPaths.push(name)
    else if (update !== 'excluded') for (const path of update.leftOutPaths) leftOutPaths.push(`${name}.${path}`)
    const isStored = typeof update === 'object'
    // An array keeps the place of an element that cannot be stored; an object does without the member.
    if (!isStored && key !== undefined) continue
    const child = isStored && 'id' in update ? update : undefined
    children.push(child)
    members.push({ key, id: child?.id, text: isStored && 'body' in update ? update.body : UNDEFINED_TEXT })
  }
  const body = formatContainerBody(members)
  return encoder.write(node, { value, kind: node.kind, body, length: body.length, children, leftOutPaths }, node)
}

/** A node where the member has a record of its own, an encoded value where it stands by value. */
function updateMember(encoder: StateEncoder, { key, old }: Omit<Place, 'name'>, value: unknown): RecordNode | Encoding {
  if (old !== undefined && isLendable(value)) return updateNode(encoder, old, value)
  const encoding = encoder.encode(value)
  return typeof encoding === 'object' && isLendable(value) ? encoder.lend(encoding, key) : encoding
}
