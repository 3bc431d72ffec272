import type { TextPiece } from '../text/cutText.ts'
import type { Chunk } from './Project.ts'

/**
 * Different in every page load and for every chunk. Short, because a chunk's id is saved with it.
 * `crypto.randomUUID` is missing where the page is not served securely.
 */
const prefix = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('')
let lastNumber = 0

function createChunkId(): string {
  lastNumber += 1
  return `${prefix}-${lastNumber.toString(36)}`
}

export function createChunks(pieces: readonly TextPiece[]): Chunk[] {
  return pieces.map(({ text, begins }) => createChunk(text, begins))
}

export function createChunk(text: string, begins: Chunk['begins']): Chunk {
  return begins === undefined
    ? { id: createChunkId(), text, speech: null }
    : { id: createChunkId(), text, begins, speech: null }
}
