import { memo, useEffect, useRef } from 'react'
import { hasRoomForPanels, setOutlineOpen, showChunk } from '../studio/interfaceStore.ts'

interface OutlineRowProps {
  readonly chunkId: string
  readonly title: string
  readonly chunkCount: number
  readonly isHere: boolean
}

/** A part of the manuscript. Plain values as props: typing in one chapter draws no other. */
export const OutlineRow = memo(function OutlineRow({ chunkId, title, chunkCount, isHere }: OutlineRowProps) {
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isHere) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isHere])
  return (
    <li>
      <button
        ref={row}
        type="button"
        className="outline-entry"
        aria-current={isHere ? 'location' : undefined}
        onClick={() => goTo(chunkId)}
      >
        <span className="outline-title">{title}</span>
        <span className="outline-count">{chunkCount.toLocaleString('en')}</span>
      </button>
    </li>
  )
})

function goTo(chunkId: string): void {
  if (!hasRoomForPanels()) setOutlineOpen(false)
  showChunk(chunkId)
}
