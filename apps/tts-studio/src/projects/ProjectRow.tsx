import type { SessionSummary } from '@autosave-kit/core'
import { useId, useState } from 'react'
import { closeDialog } from '../studio/interfaceStore.ts'
import { openProject } from './openProject.ts'
import { useService } from './ServiceContext.ts'

interface ProjectRowProps {
  readonly project: SessionSummary
  readonly isCurrent: boolean
  readonly onChange: () => Promise<void>
}

const dates = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })

export function ProjectRow({ project: { id, title = 'Untitled', updatedAt }, isCurrent, onChange }: ProjectRowProps) {
  const service = useService()
  const titleId = useId()
  const [problem, setProblem] = useState<string>()
  const open = () => {
    closeDialog()
    if (!isCurrent) openProject(id)
  }
  const discard = () => {
    service.discard(id).then(onChange, () => setProblem('It could not be moved to the trash. Nothing was changed.'))
  }
  return (
    <li className="project">
      <span className="project-words">
        <strong id={titleId}>{title}</strong>
        <span className="note">{isCurrent ? 'Open now' : `Saved ${dates.format(updatedAt)}`}</span>
        {problem !== undefined && <span role="alert">{problem}</span>}
      </span>
      {!isCurrent && (
        <button type="button" className="button" aria-describedby={titleId} onClick={discard}>
          Move to trash
        </button>
      )}
      <button type="button" className="button" aria-describedby={titleId} onClick={open}>
        {isCurrent ? 'Go on' : 'Open'}
      </button>
    </li>
  )
}
