import { describe, expect, it } from 'vitest'
import { defaultParameters } from '../speech/synthesizer.ts'
import { deleteChunk, mergeWithNext, setChunkSpeech, setChunkText, splitChunk } from './editChunks.ts'
import type { Chunk, Speech } from './Project.ts'

const speech: Speech = {
  audio: 'AAAA',
  mimeType: 'audio/wav',
  durationMs: 1,
  voice: 'slt',
  parameters: defaultParameters,
  spokenText: 'One.',
}
const chunks: readonly Chunk[] = [
  { id: 'a', text: 'One. Two.', begins: 'paragraph', speech },
  { id: 'b', text: 'Three.', speech: null },
  { id: 'c', text: 'Four.', begins: 'paragraph', speech: null },
]
const textsOf = (list: readonly Chunk[]) => list.map((chunk) => chunk.text)

describe('editing chunks', () => {
  it('replaces the one chunk that changed and keeps the identity of all others', () => {
    const edited = setChunkText(chunks, 'b', 'Three!')
    expect(edited).not.toBe(chunks)
    expect(edited[1]).toEqual({ id: 'b', text: 'Three!', speech: null })
    expect(edited[0]).toBe(chunks[0])
    expect(edited[2]).toBe(chunks[2])
  })

  it('answers with the same array when nothing changes', () => {
    expect(setChunkText(chunks, 'b', 'Three.')).toBe(chunks)
    expect(setChunkText(chunks, 'gone', 'x')).toBe(chunks)
    expect(setChunkSpeech(chunks, 'gone', speech)).toBe(chunks)
    expect(splitChunk(chunks, 'a', 0)).toBe(chunks)
    expect(splitChunk(chunks, 'a', 9)).toBe(chunks)
    expect(mergeWithNext(chunks, 'c')).toBe(chunks)
    expect(deleteChunk(chunks, 'gone')).toBe(chunks)
  })

  it('keeps the speech of an edited chunk, which is then out of date', () => {
    expect(setChunkText(chunks, 'a', 'One.')[0]?.speech).toBe(speech)
  })

  it('splits a chunk where it is told to, without stray white space', () => {
    const split = splitChunk(chunks, 'a', 4)
    expect(textsOf(split)).toEqual(['One.', 'Two.', 'Three.', 'Four.'])
    expect(split[0]?.id).toBe('a')
    expect(split[0]?.begins).toBe('paragraph')
    expect(split[1]).not.toHaveProperty('begins')
    expect(new Set(split.map((chunk) => chunk.id)).size).toBe(4)
  })

  it('merges a chunk with the next, and drops speech that says only a part', () => {
    const merged = mergeWithNext(chunks, 'a')
    expect(textsOf(merged)).toEqual(['One. Two. Three.', 'Four.'])
    expect(merged[0]?.speech).toBeNull()
  })

  it('lets the rest of a paragraph begin it when its first chunk is deleted', () => {
    const rest = deleteChunk(chunks, 'a')
    expect(rest[0]).toEqual({ id: 'b', text: 'Three.', begins: 'paragraph', speech: null })
    expect(rest[1]).toBe(chunks[2])
  })
})
