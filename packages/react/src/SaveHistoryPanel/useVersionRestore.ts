import type { HistoryEntry } from '@autosave-kit/core'
import { useRef, useState } from 'react'
import type { SaveHistory } from '../hooks/useSaveHistory.ts'

/** What came of the last press of a Restore button. */
interface Outcome {
  /** The version of the row it was pressed in. */
  readonly revision: number
  /** What Undo brings back; missing when it was undone, or failed. */
  readonly previousRevision?: number
  readonly error?: unknown
}

interface RestoreEvents {
  readonly onRestored: (version: HistoryEntry) => void
  readonly onUndone: () => void
  readonly onFailed: (error: unknown) => void
}

export interface VersionRestore {
  readonly outcome: Outcome | undefined
  readonly busyRevision: number | undefined
  /** Brings a version back; pressed again in the same row, takes that back. */
  readonly toggle: (version: HistoryEntry) => void
}

/** One press at a time: what comes while a version is being brought back would not know what it is an answer to. */
export function useVersionRestore(restore: SaveHistory['restore'], events: RestoreEvents): VersionRestore {
  const [outcome, setOutcome] = useState<Outcome>()
  const [busyRevision, setBusyRevision] = useState<number>()
  const isBusy = useRef(false)

  const toggle = (version: HistoryEntry): void => {
    if (isBusy.current) return
    isBusy.current = true
    const { revision } = version
    const undone = outcome?.revision === revision ? outcome.previousRevision : undefined
    setBusyRevision(revision)
    restore(undone ?? revision)
      .then(
        ({ previousRevision }) => {
          setOutcome(undone === undefined ? { revision, previousRevision } : { revision })
          if (undone === undefined) events.onRestored(version)
          else events.onUndone()
        },
        (error: unknown) => {
          setOutcome({ revision, error })
          events.onFailed(error)
        },
      )
      .finally(() => {
        isBusy.current = false
        setBusyRevision(undefined)
      })
  }
  return { outcome, busyRevision, toggle }
}
