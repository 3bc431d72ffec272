import type { AutoSaveErrorCode, Durability } from '@autosave-kit/core'
import type { StatusFact } from '../status/statusFact.ts'
import { causeLabels } from '../words/causeLabels.ts'

/**
 * Every word of `SaveStatusBadge`. Pass any part; the rest stays English.
 *
 * @public
 */
export interface SaveStatusLabels {
  /** Nothing was saved yet, and nothing waits. */
  readonly idle: string
  /** Everything is stored, said right after a save. */
  readonly saved: string
  /** The last save, less than a minute ago. It stays while someone begins to type, so it must speak of the past. */
  readonly savedJustNow: string
  /** The last save. `ago` comes from `Intl.RelativeTimeFormat`: "2 min ago". */
  readonly savedAgo: (ago: string) => string
  readonly partial: string
  /** Stored, in a smaller store than usual. */
  readonly backup: string
  /** In this page only: gone when it closes. */
  readonly memory: string
  readonly editing: string
  readonly saving: string
  readonly paused: string
  readonly conflict: string
  readonly retrying: string
  readonly failed: string
  /** Ends a pause made by the person. */
  readonly turnOn: string
  /** Opens the choice between two versions. */
  readonly review: string
  /** Downloads what cannot be saved. */
  readonly download: string
  readonly keepMine: string
  readonly useOther: string
  /** Accessible name of the panel. */
  readonly detail: string
  readonly lastSaved: string
  readonly version: string
  readonly kept: string
  readonly nextTry: string
  readonly notSaved: string
  /** The browser had lost the saved work when the page was opened. */
  readonly broughtBack: string
  /** Where the last save is. */
  readonly places: Readonly<Record<Durability, string>>
  /** What is true now, what is safe, and what to do. */
  readonly explanations: Readonly<Record<StatusFact | 'untouched', string>>
  /** Why saving fails, in plain words. */
  readonly causes: Readonly<Record<AutoSaveErrorCode, string>>
}

const STAYS_HERE = 'Your latest changes are not saved yet. They are safe while this page stays open.'

const saveStatusLabels: SaveStatusLabels = {
  idle: 'Auto-save on',
  saved: 'Saved',
  savedJustNow: 'Saved just now',
  savedAgo: (ago) => `Saved ${ago}`,
  partial: 'Some parts could not be saved',
  backup: 'Saved in backup storage',
  memory: 'Not kept after closing',
  editing: 'Editing',
  saving: 'Saving…',
  paused: 'Auto-save off',
  conflict: 'Changed in another tab',
  retrying: 'Not saved yet. Trying again',
  failed: 'Can’t save',
  turnOn: 'Turn on',
  review: 'Review',
  download: 'Download a copy',
  keepMine: 'Keep mine',
  useOther: 'Use the other',
  detail: 'About saving',
  lastSaved: 'Last saved',
  version: 'Version',
  kept: 'Kept',
  nextTry: 'Next try',
  notSaved: 'Not saved',
  broughtBack: 'The browser had lost your saved work. It was brought back from a second copy.',
  places: {
    disk: 'On this device',
    fallback: 'In backup storage on this device',
    memory: 'In this page only, until it closes',
  },
  explanations: {
    idle: 'What you change here is saved on this device as you work.',
    saved: 'Everything here is saved.',
    partial: 'Everything is saved except these parts, which are of a kind that cannot be kept.',
    backup:
      'The main storage of this browser does not work at the moment. Your work is kept in a smaller one on this device, and moves back by itself.',
    memory:
      'This browser lets the page keep nothing. What you do here is there until you close the page. Download a copy to keep it.',
    unsaved: 'Your latest changes are saved in a moment.',
    saving: 'Your latest changes are being saved.',
    paused: 'What you change stays in this page only, until auto-save is on again or you save now.',
    conflict:
      'You and another tab changed the same work. “Keep mine” puts your changes on top of the other tab’s. “Use the other” drops what you changed here since your last save.',
    retrying: STAYS_HERE,
    failed: STAYS_HERE,
    // Nothing waits to be saved, but nothing could be.
    untouched: 'What you change here cannot be saved at the moment. It is safe while this page stays open.',
  },
  causes: causeLabels,
}

/** What apps pass: any label, and any entry of the grouped ones. @public */
export type SaveStatusLabelOptions = Partial<Omit<SaveStatusLabels, 'places' | 'explanations' | 'causes'>> & {
  readonly places?: Partial<SaveStatusLabels['places']>
  readonly explanations?: Partial<SaveStatusLabels['explanations']>
  readonly causes?: Partial<SaveStatusLabels['causes']>
}

export function withDefaultLabels(labels: SaveStatusLabelOptions | undefined): SaveStatusLabels {
  if (!labels) return saveStatusLabels
  return {
    ...saveStatusLabels,
    ...labels,
    places: { ...saveStatusLabels.places, ...labels.places },
    explanations: { ...saveStatusLabels.explanations, ...labels.explanations },
    causes: { ...saveStatusLabels.causes, ...labels.causes },
  }
}
