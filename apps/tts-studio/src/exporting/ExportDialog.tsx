import { useState } from 'react'
import './ExportDialog.css'
import type { Project } from '../project/Project.ts'
import { useProjectStore } from '../project/projectStore.ts'
import { Dialog } from '../studio/Dialog.tsx'
import { formatTime } from '../studio/formatTime.ts'
import { Icon } from '../studio/Icon.tsx'
import { closeDialog } from '../studio/interfaceStore.ts'
import { downloadAudio } from './downloadAudio.ts'
import { downloadText } from './downloadText.ts'

/** The text, and the speech there is, as files. */
export function ExportDialog() {
  const project = useProjectStore((store) => store.project)
  const [problem, setProblem] = useState<string>()
  const hasSpeech = project.chunks.some((chunk) => chunk.speech !== null)
  const exportAudio = () => {
    try {
      downloadAudio(project)
      setProblem(undefined)
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error)
      setProblem(`The audio could not be put together in one file (${cause}). Your work is safe.`)
    }
  }
  return (
    <Dialog title="Export" onClose={closeDialog}>
      <div className="export-choices">
        <button type="button" className="export-choice" onClick={() => downloadText(project)}>
          <Icon name="file" />
          <span>Download text</span>
          <span className="note">All {project.chunks.length.toLocaleString('en')} chunks as one plain text file</span>
        </button>
        <button type="button" className="export-choice" disabled={!hasSpeech} onClick={exportAudio}>
          <Icon name="speak" />
          <span>Download audio</span>
          <span className="note">{hasSpeech ? describeAudio(project) : 'No speech yet. Generate some first.'}</span>
        </button>
      </div>
      {problem !== undefined && (
        <p role="alert" className="start-problem">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

function describeAudio({ chunks }: Project): string {
  const spoken = chunks.flatMap((chunk) => chunk.speech ?? [])
  const lengthMs = spoken.reduce((sum, speech) => sum + speech.durationMs, 0)
  const missing = chunks.length - spoken.length
  const left = missing > 0 ? `; ${missing.toLocaleString('en')} chunks have none and are left out` : ''
  return `${formatTime(lengthMs)} of speech as one WAV file${left}`
}
