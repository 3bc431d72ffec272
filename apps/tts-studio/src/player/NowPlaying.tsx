import { useProjectStore } from '../project/projectStore.ts'
import { formatTime } from '../studio/formatTime.ts'
import { showChunk } from '../studio/interfaceStore.ts'
import { usePlayerStore } from './playerStore.ts'
import { Waveform } from './Waveform.tsx'

/** The chunk that is heard: its name, its sound, and how far it has come. */
export function NowPlaying() {
  const { chunkId, speech, positionMs } = usePlayerStore()
  const index = useProjectStore((store) => store.project.chunks.findIndex((chunk) => chunk.id === chunkId))
  if (chunkId === null || speech === null) return null
  return (
    <>
      <button type="button" className="player-chunk" disabled={index === -1} onClick={() => showChunk(chunkId)}>
        {index === -1 ? 'A chunk that is gone' : `Chunk ${(index + 1).toLocaleString('en')}`}
      </button>
      <Waveform speech={speech} positionMs={positionMs} />
      <span className="player-time">
        {formatTime(positionMs)} <span aria-hidden="true">/</span> {formatTime(speech.durationMs)}
      </span>
    </>
  )
}
