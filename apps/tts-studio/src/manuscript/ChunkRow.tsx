import { memo } from 'react'
import './ChunkRow.css'
import type { Chunk } from '../project/Project.ts'
import { useInterfaceStore } from '../studio/interfaceStore.ts'
import { ChunkEditor } from './ChunkEditor.tsx'
import { ChunkMargin } from './ChunkMargin.tsx'
import { ChunkText } from './ChunkText.tsx'
import { ChunkTools } from './ChunkTools.tsx'
import { useChunkStatus } from './useChunkStatus.ts'

interface ChunkRowProps {
  readonly chunk: Chunk
  readonly index: number
  readonly count: number
  /** Whether Tab stops here: one chunk of the manuscript does, and the arrow keys move on from it (`chunkKeys`). */
  readonly isTabStop: boolean
}

/** One chunk: margin, words, and its tools while it is selected. Drawn again only when something in it changes. */
export const ChunkRow = memo(function ChunkRow({ chunk, index, count, isTabStop }: ChunkRowProps) {
  const { id } = chunk
  const number = index + 1
  const isSelected = useInterfaceStore((screen) => screen.selectedId === id)
  const isEditing = useInterfaceStore((screen) => screen.editingId === id)
  const { status, problem } = useChunkStatus(chunk)
  // The articles of a feed take the focus, and say where in it they are (ARIA authoring practices, "Feed").
  const placeInFeed = { tabIndex: isTabStop ? 0 : -1, 'aria-posinset': number, 'aria-setsize': count }
  return (
    <article
      className="chunk"
      aria-label={`Chunk ${number}`}
      data-begins={chunk.begins}
      data-selected={isSelected || undefined}
      data-chunk-id={id}
      {...placeInFeed}
    >
      <ChunkMargin chunk={chunk} number={number} status={status} isTabStop={isTabStop} />
      <div className="chunk-body">
        {isEditing ? <ChunkEditor id={id} number={number} text={chunk.text} /> : <ChunkText text={chunk.text} />}
        {problem !== undefined && <p className="chunk-problem">{problem} The text is safe.</p>}
      </div>
      {isSelected && <ChunkTools chunk={chunk} number={number} isEditing={isEditing} isLast={number === count} />}
    </article>
  )
})
