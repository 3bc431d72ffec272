import type { Chunk } from '../project/Project.ts'

export interface FoundChunk {
  readonly id: string
  /** Position from 0. */
  readonly index: number
  /** The words around the find; the text's beginning for a number. */
  readonly excerpt: string
}

const EXCERPT_LENGTH = 70

/** Chunks by number ("1500", "1,500", "#1500") or by words in them, in order, at most `limit`. */
export function findChunks(chunks: readonly Chunk[], query: string, limit = 20): FoundChunk[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return []
  const number = /^#?(\d[\d,.\s]*)$/.exec(wanted)?.[1]
  if (number !== undefined) {
    const index = Number(number.replace(/\D/g, '')) - 1
    const chunk = chunks[index]
    if (chunk !== undefined) return [{ id: chunk.id, index, excerpt: excerptAt(chunk.text, 0) }]
  }
  return findWords(chunks, wanted, limit)
}

function findWords(chunks: readonly Chunk[], wanted: string, limit: number): FoundChunk[] {
  const found: FoundChunk[] = []
  for (const [index, chunk] of chunks.entries()) {
    const at = chunk.text.toLowerCase().indexOf(wanted)
    if (at === -1) continue
    found.push({ id: chunk.id, index, excerpt: excerptAt(chunk.text, at) })
    if (found.length === limit) break
  }
  return found
}

function excerptAt(text: string, at: number): string {
  const start = at < 24 ? 0 : text.indexOf(' ', at - 24) + 1
  const end = Math.min(text.length, start + EXCERPT_LENGTH)
  return `${start > 0 ? '…' : ''}${text.slice(start, end).replace(/\s+/g, ' ')}${end < text.length ? '…' : ''}`
}
