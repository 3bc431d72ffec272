import { useDeferredValue, useMemo } from 'react'
import './Outline.css'
import { useProjectStore } from '../project/projectStore.ts'
import { setOutlineOpen, useInterfaceStore } from '../studio/interfaceStore.ts'
import { SidePanel } from '../studio/SidePanel.tsx'
import { deriveOutline } from './deriveOutline.ts'
import { OutlineRow } from './OutlineRow.tsx'

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
        {entries.map(({ chunkId, title, chunkCount }, index) => (
          <OutlineRow key={chunkId} chunkId={chunkId} title={title} chunkCount={chunkCount} isHere={index === here} />
        ))}
      </ol>
    </SidePanel>
  )
}
