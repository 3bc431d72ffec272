import type { ChunkLength } from './ChunkLength.ts'
import { cutLongSentence } from './cutLongSentence.ts'
import { findSentences } from './findSentences.ts'

/** Below this share of the target a chunk would be a scrap: it goes together with its neighbour even beyond the target. */
const SCRAP = 0.35

/** A paragraph's chunks: whole sentences up to the target length, never over the maximum. */
export function cutParagraph(paragraph: string, length: ChunkLength): string[] {
  if (paragraph.length <= length.target) return [paragraph]
  const pieces = findSentences(paragraph).flatMap((sentence) => cutLongSentence(sentence, length))
  const chunks: string[] = []
  let open = ''
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1
    if (open !== '' && !fits(open, { piece, isLast }, length)) {
      chunks.push(open.trim())
      open = ''
    }
    open += piece
  }
  if (open.trim() !== '') chunks.push(open.trim())
  return chunks
}

function fits(open: string, { piece, isLast }: { piece: string; isLast: boolean }, length: ChunkLength): boolean {
  const together = open.length + piece.trimEnd().length
  const isScrap = open.length < length.target * SCRAP || (isLast && piece.length < length.target * SCRAP)
  return together <= length.target || (isScrap && together <= length.maximum)
}
