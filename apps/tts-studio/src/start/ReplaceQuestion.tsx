import { useState } from 'react'
import { downloadText } from '../exporting/downloadText.ts'
import { useProjectStore } from '../project/projectStore.ts'
import { closeDialog } from '../studio/interfaceStore.ts'
import type { TextPlace } from './openText.ts'

interface ReplaceQuestionProps {
  readonly title: string
  readonly onOpen: (place: TextPlace) => Promise<void>
}

/** What would go, and the ways to keep it. */
export function ReplaceQuestion({ title, onOpen }: ReplaceQuestionProps) {
  const project = useProjectStore((store) => store.project)
  const [problem, setProblem] = useState<string>()
  const spoken = project.chunks.filter((chunk) => chunk.speech !== null).length
  const speech = spoken === 0 ? '' : `, ${spoken.toLocaleString('en')} of them with speech`
  const take = (place: TextPlace) => () => {
    onOpen(place).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
  }
  return (
    <>
      <p>
        “{title}” would take the place of “{project.title || 'Untitled'}” ({project.chunks.length.toLocaleString('en')}{' '}
        chunks{speech}). Undo brings it back until you close this page. As a new project it stands beside it, and both
        are kept.
      </p>
      {problem !== undefined && (
        <p role="alert" className="start-problem">
          {problem}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => downloadText(project)}>
          Download a copy first
        </button>
        <span className="dialog-gap" />
        <button type="button" className="button" onClick={closeDialog}>
          Keep what is open
        </button>
        <button type="button" className="button" onClick={take('here')}>
          Replace it
        </button>
        <button type="button" className="button" data-kind="primary" onClick={take('beside')}>
          Open as a new project
        </button>
      </div>
    </>
  )
}
