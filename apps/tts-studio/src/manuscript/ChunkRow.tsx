import { type KeyboardEvent, memo } from 'react'
import './ChunkRow.css'
import { useProjectStore } from '../project/projectStore.ts'
import type { Chunk } from '../project/Project.ts'
import { speechState } from '../project/speechState.ts'
import { useQueueStore } from '../queue/queueStore.ts'
import { select, useInterfaceStore } from '../studio/interfaceStore.ts'
import { ChunkEditor } from './ChunkEditor.tsx'
import { ChunkMargin } from './ChunkMargin.tsx'
import { ChunkText } from './ChunkText.tsx'
import { ChunkTools } from './ChunkTools.tsx'
import { chunkStatus } from './chunkStatus.ts'
import { beginEdit } from './editSession.ts'

interface ChunkRowProps {
  readonly chunk: Chunk
  readonly index: number
  readonly count: number
  /** Whether Tab stops here: one chunk of the manuscript does, and the arrow keys move on from it. */
  readonly isTabStop: boolean
}

/** One chunk: margin, words, and its tools while it is selected. Drawn again only when something in it changes. */
export const ChunkRow = memo(function ChunkRow({ chunk, index, count, isTabStop }: ChunkRowProps) {
  const { id } = chunk
  const number = index + 1
  const isSelected = useInterfaceStore((screen) => screen.selectedId === id)
  const isEditing = useInterfaceStore((screen) => screen.editingId === id)
  const speech = useProjectStore((store) => speechState(chunk, store.project))
  const isSpeaking = useQueueStore((queue) => queue.progress.speakingId === id)
  const isWaiting = useQueueStore((queue) => queue.progress.waitingIds.has(id))
  const problem = useQueueStore((queue) => queue.problems.get(id))
  const status = chunkStatus({ speech, isSpeaking, isWaiting, hasFailed: problem !== undefined })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      beginEdit(id)
    }
  }
  return (
    <article
      className="chunk"
      aria-label={`Chunk ${number}`}
      aria-posinset={number}
      aria-setsize={count}
      tabIndex={isTabStop ? 0 : -1}
      data-begins={chunk.begins}
      data-selected={isSelected || undefined}
      data-chunk-id={id}
      onFocus={() => select(id)}
      onKeyDown={onKeyDown}
    >
      <ChunkMargin chunk={chunk} number={number} status={status} isTabStop={isTabStop} />
      <div className="chunk-body">
        {isEditing ? <ChunkEditor id={id} number={number} text={chunk.text} /> : <ChunkText id={id} text={chunk.text} />}
        {problem !== undefined && <p className="chunk-problem">{problem} The text is safe.</p>}
      </div>
      {isSelected && (
        <ChunkTools
          id={id}
          number={number}
          isEditing={isEditing}
          isLast={number === count}
          hasSpeech={chunk.speech !== null}
        />
      )}
    </article>
  )
})
