import { useRef } from 'react'
import './Manuscript.css'
import { useProjectStore } from '../project/projectStore.ts'
import { useInterfaceStore } from '../studio/interfaceStore.ts'
import { ChunkRow } from './ChunkRow.tsx'
import { useChunkEvents } from './useChunkEvents.ts'
import { useChunkWindow } from './useChunkWindow.ts'
import { useShownChunk } from './useShownChunk.ts'

/** The text as chunks one can read, edit and hear. Only those near the screen are in the page, however long the text. */
export function Manuscript() {
  const chunks = useProjectStore((store) => store.project.chunks)
  const selectedId = useInterfaceStore((screen) => screen.selectedId)
  const scroller = useRef<HTMLDivElement>(null)
  const selectedIndex = chunks.findIndex((chunk) => chunk.id === selectedId)
  const virtualizer = useChunkWindow(chunks, selectedIndex, scroller)
  useChunkEvents(scroller)
  useShownChunk(scroller, virtualizer)

  const tabStop = Math.max(0, selectedIndex)
  const rows = virtualizer.getVirtualItems().flatMap(({ key, index, start }) => {
    const chunk = chunks[index]
    return chunk === undefined ? [] : [{ key, index, start, chunk }]
  })
  return (
    <div className="manuscript" ref={scroller}>
      <div
        className="manuscript-page"
        role="feed"
        aria-label="Manuscript"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map(({ key, index, start, chunk }) => (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className="manuscript-row"
            style={{ transform: `translateY(${start}px)` }}
          >
            <ChunkRow chunk={chunk} index={index} count={chunks.length} isTabStop={index === tabStop} />
          </div>
        ))}
      </div>
    </div>
  )
}
