import './PlayerBar.css'
import { useProjectStore } from '../project/projectStore.ts'
import { QueueProgressBar } from '../queue/QueueProgressBar.tsx'
import { IconButton } from '../studio/IconButton.tsx'
import { useInterfaceStore } from '../studio/interfaceStore.ts'
import { NowPlaying } from './NowPlaying.tsx'
import { playNeighbour, togglePlaying, usePlayerStore } from './playerStore.ts'

/** At the foot: what is heard, and what is being made. */
export function PlayerBar() {
  const chunkId = usePlayerStore((player) => player.chunkId)
  const isPlaying = usePlayerStore((player) => player.isPlaying)
  const selectedId = useInterfaceStore((screen) => screen.selectedId)
  const hasSpeech = useProjectStore((store) => store.project.chunks.some((chunk) => chunk.speech !== null))
  const isEmpty = chunkId === null
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
      {isEmpty ? (
        <p className="player-hint">
          {hasSpeech ? 'Choose a chunk and press Space to hear it.' : 'No speech yet. Press the wave beside a chunk.'}
        </p>
      ) : (
        <NowPlaying />
      )}
      <QueueProgressBar />
    </footer>
  )
}
