import type { RecoverableSession } from '@autosave-kit/core'
import { useId, useState } from 'react'
import { lateComponent } from '../late/lateComponent.tsx'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { RecoveryDialogLabels } from './recoveryDialogLabels.ts'

const { Late: LateDifferences } = lateComponent(
  async () => (await import('../difference/SessionDifferences.tsx')).SessionDifferences,
)

interface OfferPreviewProps {
  readonly session: RecoverableSession
  readonly labels: RecoveryDialogLabels
  readonly titleId: string
}

/** Opens what was changed since the session was last closed in order. */
export function OfferPreview({ session, labels, titleId }: OfferPreviewProps) {
  const { service } = useRegistry()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const { baseRevision, revision } = session
  const words = {
    reading: labels.previewLoading,
    unreadable: labels.previewUnreadable,
    none: labels.noChanges,
    allNew: labels.allNew,
    causes: labels.causes,
    difference: labels.difference,
  }
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
        {labels.preview}
      </button>
      {isOpen && (
        <div id={id} className="autosave-version-changes">
          <LateDifferences
            props={{ service, sessionId: session.id, from: baseRevision, to: revision, words }}
            fallback={<p className="autosave-history-text">{labels.previewLoading}</p>}
            onMissing={() => setOpen(false)}
          />
        </div>
      )}
    </div>
  )
}
