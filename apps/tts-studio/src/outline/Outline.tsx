import { useDeferredValue, useMemo } from 'react'
import './Outline.css'
import { useProjectStore } from '../project/projectStore.ts'
import { hasRoomForPanels, setOutlineOpen, showChunk, useInterfaceStore } from '../studio/interfaceStore.ts'
import { SidePanel } from '../studio/SidePanel.tsx'
import { deriveOutline, type OutlineEntry } from './deriveOutline.ts'

/** The parts of the manuscript, to go to. */
export function Outline() {
  const chunks = useProjectStore((store) => store.project.chunks)
  // The outline may be a moment behind the typing.
  const deferredChunks = useDeferredValue(chunks)
  const entries = useMemo(() => deriveOutline(deferredChunks), [deferredChunks])
  const selectedId = useInterfaceStore((screen) => screen.selectedId)
  const selectedIndex = useMemo(
    () => deferredChunks.findIndex((chunk) => chunk.id === selectedId),
    [deferredChunks, selectedId],
  )
  const here = entries.findLastIndex((entry) => entry.index <= selectedIndex)
  return (
    <SidePanel id="outline" title="Outline" onClose={() => setOutlineOpen(false)}>
      <ol className="outline-list">
        {entries.map((entry, index) => (
          <li key={entry.chunkId}>
            <button
              type="button"
              className="outline-entry"
              aria-current={index === here ? 'location' : undefined}
              onClick={() => goTo(entry)}
            >
              <span className="outline-title">{entry.title}</span>
              <span className="outline-count">{entry.chunkCount.toLocaleString('en')}</span>
            </button>
          </li>
        ))}
      </ol>
    </SidePanel>
  )
}

function goTo({ chunkId }: OutlineEntry): void {
  if (!hasRoomForPanels()) setOutlineOpen(false)
  showChunk(chunkId)
}
