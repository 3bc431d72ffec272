import type { StorageTrouble } from './storageTrouble.ts'

/** Every word of `StorageNotice`. @public */
export interface StorageNoticeLabels {
  /** Accessible name of the notice. */
  readonly title: string
  /** What is wrong, what is safe, and what to do. */
  readonly texts: Readonly<Record<StorageTrouble, string>>
  readonly download: string
  readonly tryAgain: string
}

const storageNoticeLabels: StorageNoticeLabels = {
  title: 'About saving on this device',
  texts: {
    full: 'There is no room left on this device for your latest changes. They are safe while this page stays open. Free some space, or download a copy.',
    failing:
      'Your latest changes could not be saved, and it is being tried again. They are safe while this page stays open.',
    failed: 'What you change here cannot be saved. It is safe while this page stays open. Download a copy to keep it.',
    memory:
      'This browser lets the page keep nothing, as some private windows do. Your work is gone when you close this page. Download a copy to keep it.',
    backup:
      'The main storage of this browser does not work at the moment. Your work is kept in a smaller one on this device, and moves back by itself.',
    readOnly:
      'A newer version of this page is open elsewhere. Reload to go on here; until then a copy is the safe way.',
  },
  download: 'Download a copy',
  tryAgain: 'Try again',
}

/** What apps pass: any label, and any of the texts. @public */
export type StorageNoticeLabelOptions = Partial<Omit<StorageNoticeLabels, 'texts'>> & {
  readonly texts?: Partial<StorageNoticeLabels['texts']>
}

export function withDefaultLabels(labels: StorageNoticeLabelOptions | undefined): StorageNoticeLabels {
  return { ...storageNoticeLabels, ...labels, texts: { ...storageNoticeLabels.texts, ...labels?.texts } }
}
