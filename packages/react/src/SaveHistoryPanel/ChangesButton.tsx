import { useId, useState } from 'react'
import { lateComponent } from '../late/lateComponent.tsx'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { SaveHistoryLabels } from './saveHistoryLabels.ts'

const { Late: LateChanges } = lateComponent(async () => (await import('./VersionChanges.tsx')).VersionChanges)

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
          <LateChanges
            props={{ service, sessionId, revision, labels }}
            fallback={<p className="autosave-history-text">{labels.readingChanges}</p>}
            onMissing={() => setOpen(false)}
          />
        </div>
      )}
    </div>
  )
}
