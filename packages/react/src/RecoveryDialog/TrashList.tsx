import { useState } from 'react'
import type { Recovery } from '../hooks/useRecovery.ts'
import { clockTime } from '../words/clockTime.ts'
import { problemText } from '../words/problemText.ts'
import type { RecoveryDialogLabels } from './recoveryDialogLabels.ts'

interface TrashListProps {
  readonly recovery: Recovery
  readonly labels: RecoveryDialogLabels
  readonly locale: string | undefined
}

/** What was discarded and is still kept, out of the way. */
export function TrashList({ recovery: { trash, restoreDiscarded }, labels, locale }: TrashListProps) {
  const [error, setError] = useState<unknown>()
  if (trash.length === 0) return null
  const putBack = (entryId: string): void => {
    restoreDiscarded(entryId).then(() => setError(undefined), setError)
  }
  return (
    <details className="autosave-trash">
      <summary>{labels.trash(trash.length)}</summary>
      <ul className="autosave-versions">
        {trash.map(({ id, sessionId, title = sessionId, expiresAt }) => (
          <li key={id} className="autosave-version">
            <span className="autosave-version-words">
              <bdi>{title}</bdi>
              <span className="autosave-version-facts">
                <span>{labels.goneAfter(clockTime(expiresAt, { locale }))}</span>
              </span>
            </span>
            <button type="button" className="autosave-button" onClick={() => putBack(id)}>
              {labels.putBack} <span className="autosave-said">{title}</span>
            </button>
          </li>
        ))}
      </ul>
      {error !== undefined && <p role="alert">{problemText(labels.failed, labels.causes, error)}</p>}
    </details>
  )
}
