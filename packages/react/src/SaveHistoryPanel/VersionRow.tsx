import type { HistoryEntry } from '@autosave-kit/core'
import { useId, type MouseEvent } from 'react'
import { ChangesButton } from './ChangesButton.tsx'
import { problemWords, type SaveHistoryLabels } from './saveHistoryLabels.ts'
import type { VersionRestore } from './useVersionRestore.ts'
import { VersionFacts } from './VersionFacts.tsx'

interface VersionRowProps {
  readonly version: HistoryEntry
  readonly labels: SaveHistoryLabels
  readonly locale: string | undefined
  readonly hasSeconds: boolean
  readonly restoring: VersionRestore
  readonly sessionId: string
}

/** An older version. Its button stays where it is, and keeps the focus, when Restore becomes Undo. */
export function VersionRow({ version, labels, restoring, sessionId, ...time }: VersionRowProps) {
  const id = useId()
  const { outcome, busyRevision, toggle } = restoring
  const own = outcome?.revision === version.revision ? outcome : undefined
  const isRestored = own?.previousRevision !== undefined
  const isBusy = busyRevision === version.revision
  const onClick = (event: MouseEvent): void => {
    // A double click means Restore once, not Restore and Undo.
    if (event.detail <= 1) toggle(version)
  }
  return (
    <li
      className="autosave-version"
      data-checkpoint={version.isCheckpoint || undefined}
      data-restored={isRestored || undefined}
    >
      <span className="autosave-version-words">
        <VersionFacts version={version} labels={labels} {...time} titleId={`${id}title`} />
        {own?.error !== undefined && (
          <span className="autosave-history-problem">{problemWords(labels, labels.notRestored, own.error)}</span>
        )}
      </span>
      <button
        type="button"
        className="autosave-button"
        aria-labelledby={`${id}words ${id}title`}
        aria-disabled={isBusy}
        data-busy={isBusy || undefined}
        onClick={onClick}
      >
        <span className="autosave-button-words">
          <span className="autosave-reserve" data-words={`${labels.restore}\n${labels.undo}`} aria-hidden="true" />
          <span id={`${id}words`}>{isRestored ? labels.undo : labels.restore}</span>
        </span>
      </button>
      <ChangesButton sessionId={sessionId} revision={version.revision} labels={labels} titleId={`${id}title`} />
    </li>
  )
}
