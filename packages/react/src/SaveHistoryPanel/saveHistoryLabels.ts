import { AutoSaveError, type AutoSaveErrorCode, type HistoryEntry } from '@autosave-kit/core'
import { differenceLabels, type DifferenceLabels } from '../difference/differenceLabels.ts'
import { causeLabels } from '../words/causeLabels.ts'

/** What a version can come from. The engine's own housekeeping is none, and what it saves along the way is work like any other. */
type VersionReason = Exclude<HistoryEntry['reason'], Unnamed>
type Unnamed = 'compaction' | 'retired' | 'early' | 'blur' | 'takeover' | 'discard' | 'delete'

/**
 * Every word of `SaveHistoryPanel`. Pass any part; the rest stays English.
 *
 * @public
 */
export interface SaveHistoryLabels {
  /** Accessible name of the panel. */
  readonly title: string
  readonly loading: string
  readonly empty: string
  /** The list could not be read. */
  readonly unreadable: string
  readonly tryAgain: string
  /** Beside the version that is on the screen. */
  readonly current: string
  /** Instead of "2 min ago" within the first minute. */
  readonly justNow: string
  readonly restore: string
  /** Takes a restore back. */
  readonly undo: string
  /** Announced. `time` is "14:02", with the day before it if that was not today. */
  readonly restored: (time: string) => string
  /** Announced. */
  readonly undone: string
  readonly notRestored: string
  /** Opens the field for a name. */
  readonly nameVersion: string
  /** Names that field. */
  readonly versionName: string
  readonly save: string
  /** Announced. */
  readonly named: (name: string) => string
  readonly notNamed: string
  /** Opens what is different now. */
  readonly changesSince: string
  readonly readingChanges: string
  readonly noChanges: string
  readonly changesUnreadable: string
  /** Words of the list of what is different. */
  readonly difference: DifferenceLabels
  /** Why each version was saved. */
  readonly reasons: Readonly<Record<VersionReason, string>>
  /** Why a version could not be brought back, or saved. */
  readonly causes: Readonly<Record<AutoSaveErrorCode, string>>
}

const saveHistoryLabels: SaveHistoryLabels = {
  title: 'Versions',
  loading: 'Reading the versions…',
  empty: 'No versions yet. They gather here as your work is saved.',
  unreadable: 'The versions could not be read. Your work itself is not affected.',
  tryAgain: 'Try again',
  current: 'Current version',
  justNow: 'just now',
  restore: 'Restore',
  undo: 'Undo',
  restored: (time) => `The version from ${time} is back. Undo takes you to what was here before.`,
  undone: 'Undone. What was here before is back.',
  notRestored: 'This version could not be brought back. Nothing was changed.',
  nameVersion: 'Name this version…',
  versionName: 'Name of this version',
  save: 'Save',
  named: (name) => `Saved as “${name}”`,
  notNamed: 'Not saved under this name yet.',
  changesSince: 'What changed since',
  readingChanges: 'Comparing…',
  noChanges: 'Nothing has changed since.',
  changesUnreadable: 'The changes could not be read. Your work itself is not affected.',
  difference: differenceLabels,
  reasons: {
    debounce: 'While you worked',
    manual: 'Saved by you',
    flush: 'As you moved on',
    leave: 'Before you left',
    error: 'When something went wrong',
    retry: 'When saving worked again',
    merge: 'After a choice between two tabs',
    restore: 'Brought back',
  },
  causes: causeLabels,
}

/** What apps pass: any label, and any entry of the grouped ones. @public */
export type SaveHistoryLabelOptions = Partial<Omit<SaveHistoryLabels, 'difference' | 'reasons' | 'causes'>> & {
  readonly difference?: Partial<SaveHistoryLabels['difference']>
  readonly reasons?: Partial<SaveHistoryLabels['reasons']>
  readonly causes?: Partial<SaveHistoryLabels['causes']>
}

export function withDefaultLabels(labels: SaveHistoryLabelOptions | undefined): SaveHistoryLabels {
  if (!labels) return saveHistoryLabels
  return {
    ...saveHistoryLabels,
    ...labels,
    difference: { ...saveHistoryLabels.difference, ...labels.difference },
    reasons: { ...saveHistoryLabels.reasons, ...labels.reasons },
    causes: { ...saveHistoryLabels.causes, ...labels.causes },
  }
}

/** Why a version was saved, in plain words. */
export function reasonWords({ reasons }: SaveHistoryLabels, reason: HistoryEntry['reason']): string {
  return isUnnamed(reason) ? reasons.debounce : reasons[reason]
}

function isUnnamed(reason: HistoryEntry['reason']): reason is Unnamed {
  return (
    reason === 'compaction' || reason === 'retired' || reason === 'early' || reason === 'blur' || reason === 'takeover'
  )
}

/** What could not be done, and why, as far as the kit knows. */
export function problemWords({ causes }: SaveHistoryLabels, what: string, error: unknown): string {
  return error instanceof AutoSaveError ? `${what} ${causes[error.code]}` : what
}
