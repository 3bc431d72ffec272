import type { Chunk } from '../project/Project.ts'

/** A chapter, or in a text without chapters a group of paragraphs. */
export interface OutlineEntry {
  readonly chunkId: string
  readonly title: string
  /** Position of its first chunk, from 0. */
  readonly index: number
  readonly chunkCount: number
}

/** Chunks in a group when a text has no headings: about five minutes of speech. */
const GROUP_SIZE = 20

/** The parts of a manuscript, by its headings or, without any, in groups of paragraphs. */
export function deriveOutline(chunks: readonly Chunk[]): OutlineEntry[] {
  const starts = findStarts(chunks)
  return starts.map((index, at) => {
    const chunk = chunks[index]
    return {
      chunkId: chunk?.id ?? '',
      title: titleOf(chunk),
      index,
      chunkCount: (starts[at + 1] ?? chunks.length) - index,
    }
  })
}

function findStarts(chunks: readonly Chunk[]): number[] {
  const headings = chunks.flatMap((chunk, index) => (chunk.begins === 'heading' ? [index] : []))
  if (headings.length > 0) return headings[0] === 0 ? headings : [0, ...headings]
  const starts: number[] = []
  chunks.forEach((chunk, index) => {
    const last = starts.at(-1)
    if (last === undefined || (index - last >= GROUP_SIZE && chunk.begins === 'paragraph')) starts.push(index)
  })
  return starts
}

function titleOf(chunk: Chunk | undefined): string {
  const text = (chunk?.text ?? '')
    .replace(/^#{1,6}\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '') return 'Empty'
  return text.length > 70 ? `${text.slice(0, 68).trimEnd()}…` : text
}
