import type { RecoveryDialogLabelOptions } from '../RecoveryDialog/recoveryDialogLabels.ts'

/** Every word of `RecoveryBanner`. @public */
export interface RecoveryLabels {
  /** Accessible name of the banner. */
  readonly title: string
  /** The browser or the page ended without closing in order. `time` is "14:02", with the day before it if that was not today. */
  readonly crashed: (time: string) => string
  /** The browser had lost its database. */
  readonly broughtBack: string
  readonly damaged: string
  /** Opens the list of the parts that are missing. */
  readonly whichParts: string
  readonly dismiss: string
  /** Accessible name of the banner when saved work could not be opened. */
  readonly refusedTitle: string
  /** It was saved by a newer version of the app. */
  readonly newer: string
  /** A migration failed, or the schema refuses it. */
  readonly notOpened: string
  readonly reload: string
  /** Accessible name of the banner that offers work of other pages. */
  readonly offersTitle: string
  /** `count` pages closed unexpectedly and left work behind. `title` is that of a single one, where it has one. */
  readonly offers: (count: number, title: string | undefined) => string
  /** Opens the dialog with that work. */
  readonly review: string
  /** Puts the offer away; the work stays. */
  readonly later: string
  /** Words of that dialog. */
  readonly dialog: RecoveryDialogLabelOptions
}

export const recoveryLabels: RecoveryLabels = {
  title: 'Your work was recovered',
  crashed: (time) => `The page closed unexpectedly. Your work up to ${time} is here.`,
  broughtBack:
    'The browser had lost what it stored for this page. Your work is back, from a second copy on this device.',
  damaged: 'Some of your saved work could not be read. Everything around it is here. Nothing was deleted.',
  whichParts: 'Which parts',
  dismiss: 'Got it',
  refusedTitle: 'Your earlier work could not be opened',
  newer:
    'Your earlier work was saved by a newer version of this page. Reload to open it. Until then, what you change is kept on this page only.',
  notOpened:
    'Your earlier work could not be opened here. It is kept as it was, and nothing is written over it. Until it opens, what you change is kept on this page only.',
  reload: 'Reload',
  offersTitle: 'Work of other pages was recovered',
  offers: (count, title) => {
    if (count > 1) return `${count} other pages closed unexpectedly. Their work is saved.`
    return title === undefined
      ? 'Another page closed unexpectedly. Its work is saved.'
      : `“${title}” was open in a page that closed unexpectedly. Its work is saved.`
  },
  review: 'Review',
  later: 'Not now',
  dialog: {},
}
