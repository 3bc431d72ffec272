import './ManuscriptBar.css'
import { useProjectStore } from '../project/projectStore.ts'
import { useQueueStore } from '../queue/queueStore.ts'
import { Icon } from '../studio/Icon.tsx'
import { IconButton } from '../studio/IconButton.tsx'
import { openDialog, setInspectorOpen, setOutlineOpen, useInterfaceStore } from '../studio/interfaceStore.ts'
import { GoToChunk } from './GoToChunk.tsx'

/** Above the manuscript: the two side panels' switches, the way to any chunk, and speech for many at once. */
export function ManuscriptBar() {
  const count = useProjectStore((store) => store.project.chunks.length)
  const isOutlineOpen = useInterfaceStore((screen) => screen.isOutlineOpen)
  const isInspectorOpen = useInterfaceStore((screen) => screen.isInspectorOpen)
  const isIdle = useQueueStore((queue) => queue.progress.state === 'idle')
  return (
    <fieldset className="manuscript-bar" aria-label="Manuscript tools">
      <IconButton
        icon="outline"
        label="Outline"
        aria-expanded={isOutlineOpen}
        aria-controls="outline"
        onClick={() => setOutlineOpen(!isOutlineOpen)}
      />
      <GoToChunk />
      <span className="manuscript-count">
        {count.toLocaleString('en')} {count === 1 ? 'chunk' : 'chunks'}
      </span>
      <button
        type="button"
        className="button"
        data-kind="primary"
        aria-haspopup="dialog"
        disabled={!isIdle}
        onClick={() => openDialog('generate')}
      >
        <Icon name="speak" />
        <span>Generate all…</span>
      </button>
      <IconButton
        icon="sliders"
        label="Voice and parameters"
        aria-expanded={isInspectorOpen}
        aria-controls="inspector"
        onClick={() => setInspectorOpen(!isInspectorOpen)}
      />
    </fieldset>
  )
}
