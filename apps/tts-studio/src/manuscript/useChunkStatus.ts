import type { Chunk } from '../project/Project.ts'
import { useProjectStore } from '../project/projectStore.ts'
import { speechState } from '../project/speechState.ts'
import { useQueueStore } from '../queue/queueStore.ts'
import { chunkStatus, type ChunkStatus } from './chunkStatus.ts'

/** What a chunk's margin says, and what went wrong at the chunk, if something did. Renders only when that changes. */
export function useChunkStatus(chunk: Chunk): { status: ChunkStatus; problem: string | undefined } {
  const { id } = chunk
  const speech = useProjectStore((store) => speechState(chunk, store.project))
  const isSpeaking = useQueueStore((queue) => queue.progress.speakingId === id)
  const isWaiting = useQueueStore((queue) => queue.progress.waitingIds.has(id))
  const problem = useQueueStore((queue) => queue.problems.get(id))
  return { status: chunkStatus({ speech, isSpeaking, isWaiting, hasFailed: problem !== undefined }), problem }
}
