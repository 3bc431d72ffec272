import type { RefObject } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { reportAppError } from '../session/reportAppError.ts'
import { resolveConflict } from '../session/resolveConflict.ts'
import { BadgeAction } from './BadgeAction.tsx'
import type { BadgePanelLabels } from './badgePanelLabels.ts'
import type { DetailPanelState } from './useDetailPanel.ts'

interface ConflictActionsProps {
  readonly sessionId: string
  readonly labels: BadgePanelLabels
  readonly panel: DetailPanelState
  readonly faceRef: RefObject<HTMLButtonElement | null>
}

/** The choice between what is on this page and what another tab saved. */
export function ConflictActions({ sessionId, labels, panel, faceRef }: ConflictActionsProps) {
  const registry = useRegistry()
  const resolve = (choice: 'mine' | 'theirs'): void => {
    // The buttons go away; focus stays on the badge.
    faceRef.current?.focus()
    panel.close()
    resolveConflict(registry, sessionId, choice).catch(reportAppError)
  }
  return (
    <span className="autosave-panel-actions">
      <BadgeAction label={labels.keepMine} onClick={() => resolve('mine')} isMain />
      <BadgeAction label={labels.useOther} onClick={() => resolve('theirs')} />
    </span>
  )
}
