import type { RecordNode } from './StateRecord.ts'
import { withMembers } from './withMembers.ts'

/**
 * What was read, with every record that is known already in its known place, value and all: what did not change stays
 * the very objects the app holds, and costs the next comparison nothing.
 */
export function shareTree(known: RecordNode | undefined, read: RecordNode): RecordNode {
  if (known === read) return read
  if (known === undefined || known.id !== read.id || known.kind !== read.kind || known.key !== read.key) return read
  const children = shareChildren(known.children, read.children)
  const isSame =
    known.bodyChecksum === read.bodyChecksum &&
    // Of a text there is no checksum.
    (typeof known.value !== 'string' || known.value === read.value) &&
    known.pieces.length === read.pieces.length &&
    known.pieces.every((piece, index) => isSamePiece(piece, read.pieces[index])) &&
    known.children.length === children.length &&
    known.children.every((child, index) => child === children[index])
  if (isSame) return known
  const isShared = children.some((child, index) => child !== read.children[index])
  return isShared ? { ...read, children, value: withMembers(read.value, children) } : read
}

type Children = RecordNode['children']
type Piece = RecordNode['pieces'][number]

function isSamePiece(one: Piece, other: Piece | undefined): boolean {
  if (one.id !== other?.id || one.checksum !== other.checksum) return false
  // Two pieces of one text that begin and end at the same letters are the same.
  return one.checksum !== undefined || one.length === other.length
}

function shareChildren(known: Children, read: Children): Children {
  if (read.length === 0 || known.length === 0) return read
  let byId: Map<number, RecordNode> | undefined
  return read.map((child, index) => {
    if (child === undefined) return child
    let match = known[index]
    if (match?.id !== child.id) {
      byId ??= new Map(known.flatMap((node) => (node === undefined ? [] : [[node.id, node]])))
      match = byId.get(child.id)
    }
    return shareTree(match, child)
  })
}
