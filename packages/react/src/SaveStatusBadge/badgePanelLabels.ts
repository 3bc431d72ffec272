import type { AutoSaveErrorCode, Durability } from '@autosave-kit/core'
import type { StatusFact } from '../status/statusFact.ts'
import { causeLabels } from '../words/causeLabels.ts'

/** The words of the panel that opens beside the badge. @public */
export interface BadgePanelLabels {
  readonly keepMine: string
  readonly useOther: string
  /** Accessible name of the panel. */
  readonly detail: string
  readonly lastSaved: string
  readonly kept: string
  readonly nextTry: string
  readonly notSaved: string
  /** The browser had lost the saved work when the page was opened. */
  readonly broughtBack: string
  /** Where the last save is. */
  readonly places: Readonly<Record<Durability, string>>
  /** Beside the explanation where the browser does not say for sure whether the other tab is still there. */
  readonly unsureElsewhere: string
  /** What is true now, what is safe, and what to do. */
  readonly explanations: Readonly<Record<StatusFact | 'untouched', string>>
  /** Why saving fails, in plain words. */
  readonly causes: Readonly<Record<AutoSaveErrorCode, string>>
}

/** Any of these words. @public */
export type BadgePanelLabelOptions = Partial<Omit<BadgePanelLabels, 'places' | 'explanations' | 'causes'>> & {
  readonly places?: Partial<BadgePanelLabels['places']>
  readonly explanations?: Partial<BadgePanelLabels['explanations']>
  readonly causes?: Partial<BadgePanelLabels['causes']>
}

const STAYS_HERE = 'Your latest changes are not saved yet. They are safe while this page stays open.'

const badgePanelLabels: BadgePanelLabels = {
  keepMine: 'Keep mine',
  useOther: 'Use the other',
  detail: 'About saving',
  lastSaved: 'Last saved',
  kept: 'Kept',
  nextTry: 'Next try',
  notSaved: 'Not saved',
  broughtBack: 'The browser had lost your saved work. It was brought back from a second copy.',
  unsureElsewhere: 'The other tab may be gone already; this browser does not say.',
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
    elsewhere:
      'Another tab has this open and saves it. “Take over” stores what is there and goes on here; the other tab then only reads. What you type before that is safe while this page stays open.',
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

export function withDefaultLabels(labels: BadgePanelLabelOptions | undefined): BadgePanelLabels {
  if (!labels) return badgePanelLabels
  return {
    ...badgePanelLabels,
    ...labels,
    places: { ...badgePanelLabels.places, ...labels.places },
    explanations: { ...badgePanelLabels.explanations, ...labels.explanations },
    causes: { ...badgePanelLabels.causes, ...labels.causes },
  }
}
