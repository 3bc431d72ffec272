import './QueueProgressBar.css'
import { formatLength } from '../studio/formatTime.ts'
import { IconButton } from '../studio/IconButton.tsx'
import type { QueueProgress } from './ChunkQueue.ts'
import { cancelQueue, pauseQueue, resumeQueue, useQueueStore } from './queueStore.ts'

/** How far the speech that was asked for has come; nothing while none is being made. */
export function QueueProgressBar() {
  const progress = useQueueStore((queue) => queue.progress)
  if (progress.state === 'idle') return null
  const finished = progress.doneCount + progress.failedCount
  const isPaused = progress.state === 'paused'
  return (
    <fieldset className="queue" aria-label="Speech being generated">
      <progress className="queue-bar" aria-label="Generated chunks" max={progress.totalCount} value={finished} />
      <p className="queue-words">
        <span>
          {isPaused ? 'Paused at' : 'Generating'} {finished.toLocaleString('en')} of{' '}
          {progress.totalCount.toLocaleString('en')}
        </span>
        <span className="queue-left">{timeLeft(progress)}</span>
      </p>
      {isPaused ? (
        <IconButton icon="play" label="Resume generating" onClick={resumeQueue} />
      ) : (
        <IconButton icon="pause" label="Pause generating" onClick={pauseQueue} />
      )}
      <IconButton icon="stop" label="Cancel generating" onClick={cancelQueue} />
    </fieldset>
  )
}

function timeLeft({ leftMs, failedCount, state }: QueueProgress): string {
  const failed = failedCount > 0 ? `${failedCount} failed` : ''
  if (state === 'paused') return failed
  const left = leftMs === undefined ? 'Getting the voice ready' : `About ${formatLength(leftMs)} left`
  return failed === '' ? left : `${left}, ${failed}`
}
