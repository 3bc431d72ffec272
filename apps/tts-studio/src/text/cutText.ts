import { chunkLengths, type ChunkLength } from './ChunkLength.ts'
import { cutParagraph } from './cutParagraph.ts'
import type { Paragraph } from './Paragraph.ts'
import { readParagraphs } from './readParagraphs.ts'

/** A piece of a text, of a length a synthesiser speaks well. */
export interface TextPiece {
  readonly text: string
  /** What begins with this piece; `undefined` inside a paragraph. */
  readonly begins: 'heading' | 'paragraph' | undefined
}

/** Cuts a text into pieces by sentences, keeping paragraphs and headings. Every word is there once, in order. */
export function cutText(text: string, length: ChunkLength = chunkLengths.medium): TextPiece[] {
  return [...readParagraphs(text)].flatMap((paragraph) => cutOne(paragraph, length))
}

/** Longest time the page is kept busy at a stretch: half a frame. */
const SLICE_MS = 8

/** The same for long texts: gives the page its turn every few milliseconds, so that a novel is opened without a freeze. */
export async function cutTextInSlices(text: string, length: ChunkLength = chunkLengths.medium): Promise<TextPiece[]> {
  await nextTurn()
  const pieces: TextPiece[] = []
  let sliceEndsAt = 0
  for (const paragraph of readParagraphs(text)) {
    if (performance.now() > sliceEndsAt) {
      await nextTurn()
      sliceEndsAt = performance.now() + SLICE_MS
    }
    pieces.push(...cutOne(paragraph, length))
  }
  return pieces
}

function cutOne({ text, kind }: Paragraph, length: ChunkLength): TextPiece[] {
  return cutParagraph(text, length).map((piece, index) => ({
    text: piece,
    begins: index > 0 ? undefined : kind === 'heading' ? 'heading' : 'paragraph',
  }))
}

/** A task of its own, without the 4 ms that nested timers are held back by. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
