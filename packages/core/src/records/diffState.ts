import { ContainerUpdate } from './ContainerUpdate.ts'
import { matchElements } from './matchElements.ts'
import type { Encoding } from './EncodedValue.ts'
import { StateEncoder, readMember } from './StateEncoder.ts'
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

/** A container once split stays split: its members keep their records. */
function updateNode(encoder: StateEncoder, node: RecordNode, value: unknown): Update {
  if (Object.is(node.value, value)) return node
  if (node.kind === 'array' && Array.isArray(value)) {
    return encoder.within(value, () => updateArray(encoder, node, value))
  }
  if (node.kind === 'object' && isPlainObject(value)) {
    return encoder.within(value, () => updateObject(encoder, node, value))
  }
  const encoding = encoder.encode(value)
  return typeof encoding === 'string' ? encoding : encoder.write(node, encoding, node)
}

function updateArray(encoder: StateEncoder, node: RecordNode, array: readonly unknown[]): RecordNode {
  const matches = matchElements(Array.isArray(node.value) ? node.value : [], array)
  const update = new ContainerUpdate('array')
  for (let index = 0; index < array.length; index += 1) {
    const old = node.children[matches[index] ?? -1]
    const element = array[index]
    // Nearly all of them, in an array of thousands.
    if (old !== undefined && Object.is(old.value, element)) update.addNode(String(index), old)
    else update.add(String(index), updateMember(encoder, { key: undefined, old }, element))
  }
  return encoder.write(node, update.finish(array), node)
}

function updateObject(encoder: StateEncoder, node: RecordNode, object: object): RecordNode {
  const byKey = new Map<string | undefined, RecordNode>()
  for (const child of node.children) if (child !== undefined) byKey.set(child.key, child)
  const update = new ContainerUpdate('object')
  for (const key of Object.keys(object)) {
    const old = byKey.get(key)
    update.add(
      key,
      readMember(object, key, (value) => updateMember(encoder, { key, old }, value)),
    )
  }
  return encoder.write(node, update.finish(object), node)
}

/** A member's name in its container, and the record it had there. */
interface OldMember {
  readonly key: string | undefined
  readonly old: RecordNode | undefined
}

/** A node where the member has a record of its own, an encoded value where it stands by value. */
function updateMember(encoder: StateEncoder, { key, old }: OldMember, value: unknown): RecordNode | Encoding {
  if (old !== undefined && isLendable(value)) return updateNode(encoder, old, value)
  const encoding = encoder.encode(value)
  return typeof encoding === 'object' && isLendable(value) ? encoder.lend(encoding, key) : encoding
}
