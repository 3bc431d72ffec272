import './ChunkMargin.css'
import { pausePlaying, play, usePlayerStore } from '../player/playerStore.ts'
import type { Chunk } from '../project/Project.ts'
import { formatTime } from '../studio/formatTime.ts'
import { Icon } from '../studio/Icon.tsx'
import { IconButton } from '../studio/IconButton.tsx'
import { speakNow } from '../queue/speakNow.ts'
import type { ChunkStatus } from './chunkStatus.ts'

interface ChunkMarginProps {
  readonly chunk: Chunk
  readonly number: number
  readonly status: ChunkStatus
  /** Whether Tab stops at the button: only in the chunk it stops at. */
  readonly isTabStop: boolean
}

/** Number, one button (play what is there, else make it), length and state of a chunk. */
export function ChunkMargin({ chunk, number, status, isTabStop }: ChunkMarginProps) {
  const isPlaying = usePlayerStore((player) => player.isPlaying && player.chunkId === chunk.id)
  const length = chunk.speech === null ? undefined : formatTime(chunk.speech.durationMs)
  return (
    <div className="chunk-margin" data-status={status.name}>
      <span className="chunk-number">{number.toLocaleString('en')}</span>
      {chunk.speech === null ? (
        <IconButton
          className="chunk-speak"
          icon="speak"
          label={`Generate speech for chunk ${number}`}
          tabIndex={isTabStop ? 0 : -1}
          aria-disabled={status.name === 'speaking' || status.name === 'waiting'}
          onClick={() => speakNow(chunk.id)}
        />
      ) : (
        <IconButton
          className="chunk-play"
          icon={isPlaying ? 'pause' : 'play'}
          label={`${isPlaying ? 'Pause' : 'Play'} chunk ${number}`}
          tabIndex={isTabStop ? 0 : -1}
          onClick={() => (isPlaying ? pausePlaying() : play(chunk.id))}
        />
      )}
      <span className="chunk-status">
        {status.icon !== undefined && <Icon name={status.icon} />}
        <span className={length === undefined || status.icon !== undefined ? 'chunk-status-words' : 'visually-hidden'}>
          {status.words}
        </span>
        {length !== undefined && (
          <span className={status.icon === undefined ? undefined : 'visually-hidden'}>{length}</span>
        )}
      </span>
    </div>
  )
}
