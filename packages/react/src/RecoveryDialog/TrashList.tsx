import type { DiscardedSession } from '@autosave-kit/core'
import { useRef, useState } from 'react'
import { useFocusKept } from '../focus/useFocusKept.ts'
import type { Recovery } from '../hooks/useRecovery.ts'
import { clockTime } from '../words/clockTime.ts'
import { problemText } from '../words/problemText.ts'
import type { RecoveryDialogLabels } from './recoveryDialogLabels.ts'
import { useSteps } from '../session/useSteps.ts'

interface TrashListProps {
  readonly recovery: Recovery
  readonly labels: RecoveryDialogLabels
  readonly locale: string | undefined
}

/** What was discarded and is still kept, out of the way. What was put back leaves a word in its place, and the focus there. */
export function TrashList({ recovery: { trash, restoreDiscarded }, labels, locale }: TrashListProps) {
  const root = useRef<HTMLDivElement>(null)
  const { error, take } = useSteps()
  const [outcome, setOutcome] = useState('')
  const putBack = (entry: DiscardedSession): void => {
    setOutcome('')
    take(async () => {
      const { id } = await restoreDiscarded(entry.id)
      setOutcome(labels.isBack(entry.title ?? id))
    })
  }
  return (
    <div ref={root} tabIndex={-1} className="autosave-trash" {...useFocusKept(root)}>
      {/* There before it speaks. */}
      <output className="autosave-history-text">{outcome}</output>
      {error !== undefined && <p role="alert">{problemText(labels.failed, labels.causes, error)}</p>}
      {trash.length > 0 && (
        <details>
          <summary>{labels.trash(trash.length)}</summary>
          <ul className="autosave-versions">
            {trash.map((entry) => (
              <TrashRow key={entry.id} {...{ entry, labels, locale }} onPutBack={() => putBack(entry)} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

interface TrashRowProps {
  readonly entry: DiscardedSession
  readonly labels: RecoveryDialogLabels
  readonly locale: string | undefined
  readonly onPutBack: () => void
}

function TrashRow({ entry: { sessionId, title = sessionId, expiresAt }, labels, locale, onPutBack }: TrashRowProps) {
  return (
    <li className="autosave-version">
      <span className="autosave-version-words">
        <bdi>{title}</bdi>
        <span className="autosave-version-facts">
          <span>{labels.goneAfter(clockTime(expiresAt, { locale }))}</span>
        </span>
      </span>
      <button type="button" className="autosave-button" onClick={onPutBack}>
        {labels.putBack} <span className="autosave-said">{title}</span>
      </button>
    </li>
  )
}
