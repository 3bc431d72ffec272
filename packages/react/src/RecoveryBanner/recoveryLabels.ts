/** Every word of `RecoveryBanner`. @public */
export interface RecoveryLabels {
  /** Accessible name of the banner. */
  readonly title: string
  /** The browser or the page ended without closing in order. `time` is "14:02", with the day before it if that was not today. */
  readonly crashed: (time: string) => string
  readonly damaged: string
  /** Opens the list of the parts that are missing. */
  readonly whichParts: string
  readonly dismiss: string
}

export const recoveryLabels: RecoveryLabels = {
  title: 'Your work was recovered',
  crashed: (time) => `The page closed unexpectedly. Your work up to ${time} is here.`,
  damaged: 'Some of your saved work could not be read. Everything around it is here. Nothing was deleted.',
  whichParts: 'Which parts',
  dismiss: 'Got it',
}
