import type { Chunk } from '../project/Project.ts'

/** Mean width of a letter and height of a line in the manuscript's type, in px; the style sheet's numbers. */
const LETTER_WIDTH = 8.3
const LINE_HEIGHT = 30
const WIDEST_COLUMN = 616
/** Margin column and paddings beside the words. */
const BESIDE = 128

/** A first guess at a chunk's height, so that the scroll bar is right before a chunk was ever drawn. */
export function estimateHeight(chunk: Chunk | undefined, width: number): number {
  const column = Math.max(240, Math.min(WIDEST_COLUMN, width - BESIDE))
  const lines = Math.ceil(((chunk?.text.length ?? 0) * LETTER_WIDTH) / column) || 1
  const above = chunk?.begins === 'heading' ? 60 : chunk?.begins === 'paragraph' ? 24 : 12
  return Math.max(lines * LINE_HEIGHT, 48) + above
}
