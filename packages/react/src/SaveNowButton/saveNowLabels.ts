/** Every word of `SaveNowButton`. @public */
export interface SaveNowLabels {
  readonly saveNow: string
  /** Shown while a save takes longer than a moment. */
  readonly saving: string
  /** Shown for a second, and announced, when it is stored. */
  readonly saved: string
  /** Announced when it could not be stored; the badge says more. */
  readonly notSaved: string
}

export const saveNowLabels: SaveNowLabels = {
  saveNow: 'Save now',
  saving: 'Saving…',
  saved: 'Saved now',
  notSaved: 'Not saved yet. Your changes are safe while this page stays open.',
}
