import type { RecoverableSession } from '@autosave-kit/core'
import { DifferencesButton } from '../difference/DifferencesButton.tsx'
import type { RecoveryDialogLabels } from './recoveryDialogLabels.ts'

interface OfferPreviewProps {
  readonly session: RecoverableSession
  readonly labels: RecoveryDialogLabels
  readonly titleId: string
}

/** Opens what was changed since the session was last closed in order. */
export function OfferPreview({ session, labels, titleId }: OfferPreviewProps) {
  const { id, baseRevision, revision } = session
  const words = {
    reading: labels.previewLoading,
    unreadable: labels.previewUnreadable,
    none: labels.noChanges,
    allNew: labels.allNew,
    causes: labels.causes,
    difference: labels.difference,
  }
  return (
    <DifferencesButton
      {...{ label: labels.preview, titleId, sessionId: id, from: baseRevision, to: revision, words }}
    />
  )
}
