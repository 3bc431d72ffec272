import type { Chunk } from '../project/Project.ts'

let last: readonly string[] = []

/** The chunks' ids: the very same array as long as they are the same ids in the same order, however often the words in them change. */
export function chunkIds(chunks: readonly Chunk[]): readonly string[] {
  const isSame = chunks.length === last.length && chunks.every((chunk, index) => chunk.id === last[index])
  if (!isSame) last = chunks.map((chunk) => chunk.id)
  return last
}
