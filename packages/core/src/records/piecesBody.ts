import type { BinaryType } from './binaryValue.ts'
import { formatIdRuns, parseIdRuns } from './idRuns.ts'
import type { PieceNode } from './StateRecord.ts'

/** The body of a record whose content lies in pieces. */
interface PiecesBody {
  readonly ids: readonly number[]
  /** Of a binary. */
  readonly type: BinaryType | undefined
}

export function formatPiecesBody(pieces: readonly PieceNode[], type?: BinaryType): string {
  const runs = formatIdRuns(pieces.map(({ id }) => id))
  return JSON.stringify(type === undefined ? { pieces: runs } : { type, pieces: runs })
}

/**
 * `undefined` when the body holds its content itself.
 *
 * @throws TypeError when the pieces are not runs of ids.
 */
export function parsePiecesBody(parsed: unknown): PiecesBody | undefined {
  // Nearly all hold it themselves; lists do.
  if (Array.isArray(parsed) || typeof parsed !== 'object' || parsed === null || !('pieces' in parsed)) return undefined
  // Written by `formatPiecesBody`, and checked by the row's checksum.
  const type = 'type' in parsed ? (parsed.type as BinaryType) : undefined
  return { ids: parseIdRuns(String(parsed.pieces)), type }
}
