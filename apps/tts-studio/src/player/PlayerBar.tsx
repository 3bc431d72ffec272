import './PlayerBar.css'
import { useProjectStore } from '../project/projectStore.ts'
import { QueueProgressBar } from '../queue/QueueProgressBar.tsx'
import { formatTime } from '../studio/formatTime.ts'
import { IconButton } from '../studio/IconButton.tsx'
import { showChunk, useInterfaceStore } from '../studio/interfaceStore.ts'
import { playNeighbour, togglePlaying, usePlayerStore } from './playerStore.ts'
import { Waveform } from './Waveform.tsx'

/** At the foot: what is heard, and what is being made. */
export function PlayerBar() {
  const { chunkId, speech, isPlaying, positionMs } = usePlayerStore()
  const selectedId = useInterfaceStore((screen) => screen.selectedId)
  const index = useProjectStore((store) => (chunkId === null ? -1 : store.project.chunks.findIndex((chunk) => chunk.id === chunkId)))
  const hasSpeech = useProjectStore((store) => store.project.chunks.some((chunk) => chunk.speech !== null))
  const isEmpty = speech === null
  return (
    <footer className="player" aria-label="Player" data-empty={isEmpty || undefined}>
      <div className="player-controls">
        <IconButton icon="previous" label="Previous chunk" aria-disabled={isEmpty} onClick={() => playNeighbour(-1)} />
        <IconButton
          className="player-toggle"
          icon={isPlaying ? 'pause' : 'play'}
          label={isPlaying ? 'Pause' : 'Play'}
          aria-disabled={!hasSpeech}
          onClick={() => togglePlaying(chunkId ?? selectedId)}
        />
        <IconButton icon="next" label="Next chunk" aria-disabled={!hasSpeech} onClick={() => playNeighbour(1)} />
      </div>
      {isEmpty || chunkId === null ? (
        <p className="player-hint">{hasSpeech ? 'Choose a chunk and press Space to hear it.' : 'No speech yet. Choose a chunk and press the wave beside it.'}</p>
      ) : (
        <>
          <button type="button" className="player-chunk" onClick={() => showChunk(chunkId)}>
            {index === -1 ? 'Deleted chunk' : `Chunk ${(index + 1).toLocaleString('en')}`}
          </button>
          <Waveform speech={speech} positionMs={positionMs} />
          <span className="player-time">
            {formatTime(positionMs)} <span aria-hidden="true">/</span> {formatTime(speech.durationMs)}
          </span>
        </>
      )}
      <QueueProgressBar />
    </footer>
  )
}
