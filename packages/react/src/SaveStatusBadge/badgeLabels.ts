/** The words that are always seen, and those beside them. @public */
export interface BadgeLabels {
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
  /** Another tab writes, and this one reads (`tabs: 'single-writer'`). */
  readonly elsewhere: string
  readonly conflict: string
  readonly retrying: string
  readonly failed: string
  /** Ends a pause made by the person. */
  readonly turnOn: string
  /** Makes this tab the one that writes. */
  readonly takeOver: string
  /** Opens the choice between two versions. */
  readonly review: string
  /** Downloads what cannot be saved. */
  readonly download: string
}

export const badgeLabels: BadgeLabels = {
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
  elsewhere: 'Open in another tab',
  conflict: 'Changed in another tab',
  retrying: 'Not saved yet. Trying again',
  failed: 'Can’t save',
  turnOn: 'Turn on',
  takeOver: 'Take over',
  review: 'Review',
  download: 'Download a copy',
}
