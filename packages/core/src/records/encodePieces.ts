import type { BinaryContent } from './binaryValue.ts'
import { bytesChecksum } from './bytesChecksum.ts'
import type { SplitContainer } from './ContainerUpdate.ts'
import type { EncodingRun } from './EncodingRun.ts'
import { formatPiecesBody } from './piecesBody.ts'
import { NONE, type PieceNode, type RecordNode } from './StateRecord.ts'

/** A keystroke in a long text writes one piece: small enough to be cheap, large enough that a book has not too many. */
const TEXT_PIECE_LENGTH = 2_048
/** A piece grows up to this before it is cut again. */
const MAX_TEXT_PIECE_LENGTH = 4_096
/** One fits a row, and rows stay below 64 KiB, above which Chromium keeps a value in a file of its own. */
const BYTES_PIECE_LENGTH = 49_152

type CutValue = Pick<SplitContainer, 'place' | 'previous'>

/**
 * A long text. Compared with the one before from both ends, piece by piece (the engine compares memory there, no letters);
 * only what lies between is cut anew.
 */
export function encodeText(run: EncodingRun, { place, previous }: CutValue, text: string): RecordNode {
  const isCut = previous?.kind === 'text' && typeof previous.value === 'string'
  const { head, tail, start, end } = sameEnds(isCut ? previous.pieces : NONE, isCut ? String(previous.value) : '', text)
  const old = isCut ? previous.pieces : NONE
  const gone = old.slice(head, old.length - tail)
  const middle = cutText(text, start, end).map((piece, index) =>
    run.writePiece(gone[index]?.id ?? run.takeId(), JSON.stringify(piece), piece.length),
  )
  run.removePieces(gone.slice(middle.length))
  const pieces = [...old.slice(0, head), ...middle, ...old.slice(old.length - tail)]
  return run.write(place, { kind: 'text', value: text, body: formatPiecesBody(pieces), pieces }, previous)
}

interface SameEnds {
  /** Pieces at the beginning, and at the end, that are as they were. */
  readonly head: number
  readonly tail: number
  /** What lies between, in the new text. */
  readonly start: number
  readonly end: number
}

function sameEnds(pieces: readonly PieceNode[], old: string, text: string): SameEnds {
  let head = 0
  let start = 0
  for (const { length } of pieces) {
    if (start + length > text.length || !text.startsWith(old.slice(start, start + length), start)) break
    start += length
    head += 1
  }
  let tail = 0
  let tailLength = 0
  for (const { length } of pieces.slice(head).toReversed()) {
    const oldStart = old.length - tailLength - length
    const isInside = tailLength + length <= text.length - start
    if (!isInside || !text.endsWith(old.slice(oldStart, oldStart + length), text.length - tailLength)) break
    tailLength += length
    tail += 1
  }
  const end = text.length - tailLength
  const before = pieces[head - 1]
  // What is typed behind a piece grows that piece, so that a page of typing is not a hundred pieces.
  if (before !== undefined && end > start && before.length + end - start <= MAX_TEXT_PIECE_LENGTH) {
    return { head: head - 1, tail, start: start - before.length, end }
  }
  return { head, tail, start, end }
}

function cutText(text: string, start: number, end: number): string[] {
  if (end - start <= MAX_TEXT_PIECE_LENGTH) return start === end ? [] : [text.slice(start, end)]
  const pieces: string[] = []
  for (let at = start; at < end; at += TEXT_PIECE_LENGTH)
    pieces.push(text.slice(at, Math.min(end, at + TEXT_PIECE_LENGTH)))
  return pieces
}

/** Bytes, in pieces of one length; those that are as they were are not written again. */
export function* encodeBinary(
  run: EncodingRun,
  { place, previous, value }: CutValue & Pick<SplitContainer, 'value'>,
  { type, bytes }: BinaryContent,
): Generator<void, RecordNode, void> {
  const old = previous?.kind === 'binary' ? previous.pieces : NONE
  const pieces: PieceNode[] = []
  for (let start = 0; start < bytes.length; start += BYTES_PIECE_LENGTH) {
    // A copy: the app may write into its memory before this one is stored.
    const content = bytes.slice(start, start + BYTES_PIECE_LENGTH)
    const before = old[pieces.length]
    const isSame = before?.length === content.length && before.checksum === bytesChecksum(content)
    pieces.push(isSame ? before : run.writeBytes(before?.id ?? run.takeId(), content))
    if (run.isDue()) yield
  }
  run.removePieces(old.slice(pieces.length))
  return run.write(place, { kind: 'binary', value, body: formatPiecesBody(pieces, type), pieces }, previous)
}
