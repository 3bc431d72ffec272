import type { SaveSnapshot } from '@autosave-kit/core'
import type { RefObject } from 'react'
import { withDefaultLabels } from './badgePanelLabels.ts'
import { ConflictActions } from './ConflictActions.tsx'
import { DetailPanel } from './DetailPanel.tsx'
import type { SaveStatusLabelOptions } from './saveStatusLabels.ts'
import { StatusDetail } from './StatusDetail.tsx'
import type { DetailPanelState } from './useDetailPanel.ts'
import { useDismissal } from './useDismissal.ts'

export interface BadgePanelProps {
  readonly id: string
  readonly snapshot: SaveSnapshot
  readonly ownLabels: SaveStatusLabelOptions | undefined
  readonly locale: string | undefined
  readonly panel: DetailPanelState
  readonly rootRef: RefObject<HTMLElement | null>
  readonly faceRef: RefObject<HTMLButtonElement | null>
}

/** What opens beside the badge. It is loaded on its own, soon after the page: nobody looks in the first moment. */
export function BadgePanel({ id, snapshot, ownLabels, locale, panel, rootRef, faceRef }: BadgePanelProps) {
  const labels = withDefaultLabels(ownLabels)
  useDismissal({ rootRef, faceRef, onDismiss: panel.close })
  return (
    <DetailPanel id={id} label={labels.detail} anchorRef={faceRef}>
      <StatusDetail snapshot={snapshot} labels={labels} locale={locale} />
      {snapshot.status === 'conflict' && (
        <ConflictActions sessionId={snapshot.sessionId} labels={labels} panel={panel} faceRef={faceRef} />
      )}
    </DetailPanel>
  )
}
