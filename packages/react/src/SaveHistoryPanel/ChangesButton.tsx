import { DifferencesButton } from '../difference/DifferencesButton.tsx'
import type { SaveHistoryLabels } from './saveHistoryLabels.ts'

interface ChangesButtonProps {
  readonly sessionId: string
  readonly revision: number
  readonly labels: SaveHistoryLabels
  /** Names the version. */
  readonly titleId: string
}

/** Opens what is different now from what a version holds. */
export function ChangesButton({ sessionId, revision, labels, titleId }: ChangesButtonProps) {
  const words = wordsOf(labels)
  return <DifferencesButton {...{ label: labels.changesSince, titleId, sessionId, from: revision, words }} />
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
