import type { RefObject } from 'react'
import type { ShownWord } from '../status/shownStatus.ts'
import { BadgeAction } from './BadgeAction.tsx'
import type { BadgeLabels } from './badgeLabels.ts'
import { StatusIcon } from './StatusIcon.tsx'
import type { DetailPanelState } from './useDetailPanel.ts'

interface BadgeFaceProps {
  readonly word: ShownWord
  readonly words: string
  readonly labels: BadgeLabels
  readonly panel: DetailPanelState
  readonly faceRef: RefObject<HTMLButtonElement | null>
  readonly panelId: string
  /** Missing where it is not the person who turned saving off. */
  readonly onTurnOn: (() => void) | undefined
  readonly onDownload: () => void
  readonly onTakeOver: () => void
}

/** The part that is always seen: icon and words, which open the detail, and the one action a state asks for. */
export function BadgeFace({
  word,
  words,
  labels,
  panel,
  panelId,
  faceRef,
  onTurnOn,
  onDownload,
  onTakeOver,
}: BadgeFaceProps) {
  const solve = (act: () => void) => (): void => {
    // The button goes away; focus stays on the badge.
    faceRef.current?.focus()
    panel.close()
    act()
  }
  return (
    <span className="autosave-badge-row">
      <button
        ref={faceRef}
        type="button"
        className="autosave-badge-face"
        aria-expanded={panel.isOpen}
        aria-controls={panel.isOpen ? panelId : undefined}
        onClick={panel.toggle}
        onFocus={panel.onFaceFocus}
      >
        <StatusIcon word={word} />
        <span>{words}</span>
      </button>
      {word === 'paused' && onTurnOn && <BadgeAction label={labels.turnOn} onClick={solve(onTurnOn)} />}
      {word === 'elsewhere' && <BadgeAction label={labels.takeOver} onClick={solve(onTakeOver)} />}
      {(word === 'memory' || word === 'failed') && <BadgeAction label={labels.download} onClick={onDownload} />}
      {word === 'conflict' && <BadgeAction label={labels.review} onClick={panel.open} />}
    </span>
  )
}
