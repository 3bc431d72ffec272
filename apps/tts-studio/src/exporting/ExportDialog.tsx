import { useState } from 'react'
import { useProjectStore } from '../project/projectStore.ts'
import { Dialog } from '../studio/Dialog.tsx'
import { formatTime } from '../studio/formatTime.ts'
import { Icon } from '../studio/Icon.tsx'
import { closeDialog } from '../studio/interfaceStore.ts'
import './ExportDialog.css'
import { downloadFile, toFileName } from './downloadFile.ts'
import { downloadText } from './downloadText.ts'
import { joinSpeech } from './joinSpeech.ts'

/** The text, and the speech there is, as files. */
export function ExportDialog() {
  const project = useProjectStore((store) => store.project)
  const [problem, setProblem] = useState<string>()
  const spoken = project.chunks.filter((chunk) => chunk.speech !== null)
  const lengthMs = spoken.reduce((sum, chunk) => sum + (chunk.speech?.durationMs ?? 0), 0)
  const missing = project.chunks.length - spoken.length

  const downloadAudio = () => {
    try {
      downloadFile(toFileName(project.title, 'wav'), new Blob([joinSpeech(project.chunks)], { type: 'audio/wav' }))
      setProblem(undefined)
    } catch (error) {
      // Hours of speech do not fit into one array.
      setProblem(`The audio could not be put together in one file (${error instanceof Error ? error.message : String(error)}). Your work is safe.`)
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
        <button type="button" className="export-choice" disabled={spoken.length === 0} onClick={downloadAudio}>
          <Icon name="speak" />
          <span>Download audio</span>
          <span className="note">
            {spoken.length === 0
              ? 'No speech yet. Generate some first.'
              : `${formatTime(lengthMs)} of speech as one WAV file${missing > 0 ? `; ${missing.toLocaleString('en')} chunks have none and are left out` : ''}`}
          </span>
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
