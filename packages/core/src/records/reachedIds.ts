import type { RecordNode } from './StateRecord.ts'

/** Ids looked at between two pauses. */
const IDS_PER_STEP = 4_096

/** Every id that a tree reaches, pieces too; in steps, since it may be a hundred thousand. */
export function* reachedIds(root: RecordNode | undefined): Generator<void, Set<number>> {
  const ids = new Set<number>()
  const open = root === undefined ? [] : [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    ids.add(node.id)
    for (const { id } of node.pieces) ids.add(id)
    for (const child of node.children) if (child !== undefined) open.push(child)
    if (ids.size % IDS_PER_STEP === 0) yield
  }
  return ids
}
