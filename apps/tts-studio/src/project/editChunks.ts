import { createChunk } from './createChunks.ts'
import type { Chunk, Speech } from './Project.ts'

type Chunks = readonly Chunk[]

/*
 * Each function answers with a new array in which only what changed is new: the save engine finds changes by identity.
 * When nothing changes it answers with the very array it was given.
 */

export function setChunkText(chunks: Chunks, id: string, text: string): Chunks {
  return changeChunk(chunks, id, (chunk) => (chunk.text === text ? chunk : { ...chunk, text }))
}

export function setChunkSpeech(chunks: Chunks, id: string, speech: Speech | null): Chunks {
  return changeChunk(chunks, id, (chunk) => ({ ...chunk, speech }))
}

/** Cuts a chunk in two at a position in its text; nothing happens where one part would have no words. The first part keeps the id. */
export function splitChunk(chunks: Chunks, id: string, at: number): Chunks {
  const index = chunks.findIndex((chunk) => chunk.id === id)
  const chunk = chunks[index]
  if (chunk === undefined) return chunks
  const before = chunk.text.slice(0, at).trimEnd()
  const after = chunk.text.slice(at).trimStart()
  if (before.trim() === '' || after === '') return chunks
  return chunks.toSpliced(index, 1, { ...chunk, text: before }, createChunk(after, undefined))
}

/** Joins a chunk with the one behind it, which goes. The speech of the two is not the speech of the whole: it goes too. */
export function mergeWithNext(chunks: Chunks, id: string): Chunks {
  const index = chunks.findIndex((chunk) => chunk.id === id)
  const chunk = chunks[index]
  const next = chunks[index + 1]
  if (chunk === undefined || next === undefined) return chunks
  const text = `${chunk.text.trimEnd()} ${next.text.trimStart()}`.trim()
  return chunks.toSpliced(index, 2, { ...chunk, text, speech: null })
}

/** Takes a chunk out. When it began a paragraph, what is left of that paragraph begins with the chunk behind it. */
export function deleteChunk(chunks: Chunks, id: string): Chunks {
  const index = chunks.findIndex((chunk) => chunk.id === id)
  const chunk = chunks[index]
  if (chunk === undefined) return chunks
  const next = chunks[index + 1]
  if (chunk.begins === undefined || next === undefined || next.begins !== undefined) return chunks.toSpliced(index, 1)
  return chunks.toSpliced(index, 2, { ...next, begins: 'paragraph' })
}

function changeChunk(chunks: Chunks, id: string, change: (chunk: Chunk) => Chunk): Chunks {
  const index = chunks.findIndex((chunk) => chunk.id === id)
  const chunk = chunks[index]
  if (chunk === undefined) return chunks
  const changed = change(chunk)
  return changed === chunk ? chunks : chunks.with(index, changed)
}
