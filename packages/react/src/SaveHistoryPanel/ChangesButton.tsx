import { useId, useState } from 'react'
import { lateComponent } from '../late/lateComponent.tsx'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { SaveHistoryLabels } from './saveHistoryLabels.ts'

const { Late: LateDifferences } = lateComponent(
  async () => (await import('../difference/SessionDifferences.tsx')).SessionDifferences,
)

interface ChangesButtonProps {
  readonly sessionId: string
  readonly revision: number
  readonly labels: SaveHistoryLabels
  /** Names the version. */
  readonly titleId: string
}

/** Opens what is different now from what a version holds. */
export function ChangesButton({ sessionId, revision, labels, titleId }: ChangesButtonProps) {
  const { service } = useRegistry()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="autosave-version-more">
      <button
        type="button"
        className="autosave-action"
        id={`${id}words`}
        aria-labelledby={`${id}words ${titleId}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {labels.changesSince}
      </button>
      {isOpen && (
        <div id={id} className="autosave-version-changes">
          <LateDifferences
            props={{ service, sessionId, from: revision, words: wordsOf(labels) }}
            fallback={<p className="autosave-history-text">{labels.readingChanges}</p>}
            onMissing={() => setOpen(false)}
          />
        </div>
      )}
    </div>
  )
}

function wordsOf({ readingChanges, changesUnreadable, noChanges, causes, difference }: SaveHistoryLabels) {
  return {
    reading: readingChanges,
    unreadable: changesUnreadable,
    none: noChanges,
    allNew: noChanges,
    causes,
    difference,
  }
}
