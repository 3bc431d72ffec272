import { play, usePlayerStore } from '../player/playerStore.ts'
import { findChunk, useProjectStore } from '../project/projectStore.ts'
import { generateOne } from './queueStore.ts'

let stopWaiting: (() => void) | undefined

/** Someone wants to hear this chunk: generates its speech and plays it as soon as it is there, unless something else is heard by then. */
export function speakNow(id: string): void {
  stopWaiting?.()
  const before = findChunk(id)?.speech
  stopWaiting = useProjectStore.subscribe(() => {
    const speech = findChunk(id)?.speech
    if (speech === before) return
    stopWaiting?.()
    stopWaiting = undefined
    if (speech && !usePlayerStore.getState().isPlaying) play(id)
  })
  generateOne(id)
}
