import type { AutoSaveErrorCode } from '@autosave-kit/core'
import { differenceLabels, type DifferenceLabels } from '../difference/differenceLabels.ts'
import { causeLabels } from '../words/causeLabels.ts'

/** Every word of `RecoveryDialog`. Pass any part; the rest stays English. @public */
export interface RecoveryDialogLabels {
  readonly title: string
  readonly text: string
  readonly loading: string
  readonly empty: string
  /** It could not be looked for. */
  readonly unreadable: string
  readonly tryAgain: string
  /** The page of this work closed without going in order. `time` is "14:02", with the day before it if that was not today. */
  readonly crashed: (time: string) => string
  /** Nobody can say for sure that its page is gone. */
  readonly unsure: (time: string) => string
  /** How much was saved since it was last closed in order: `count` saves, `size` in words ("12 kB"). */
  readonly amount: (count: number, size: string) => string
  /** Opens what is different from when it was last closed in order. */
  readonly preview: string
  readonly previewLoading: string
  readonly previewUnreadable: string
  /** There is no older version to compare with: all of it is new. */
  readonly allNew: string
  readonly noChanges: string
  readonly restore: string
  readonly restored: string
  /** Of work that was restored: back to when it was last closed in order. */
  readonly undo: string
  readonly undone: string
  readonly discard: string
  readonly discarded: string
  /** Takes a discarded session back. */
  readonly undoDiscard: string
  /** Opens the list of what was discarded. */
  readonly trash: (count: number) => string
  /** Of an entry in the trash. `time` is when it is gone for good. */
  readonly goneAfter: (time: string) => string
  readonly putBack: string
  /** Something was taken out of the trash. */
  readonly isBack: (title: string) => string
  /** It could not be done; nothing was changed. */
  readonly failed: string
  readonly close: string
  /** Words of the list of what is different. */
  readonly difference: DifferenceLabels
  /** Why something could not be done. */
  readonly causes: Readonly<Record<AutoSaveErrorCode, string>>
}

const recoveryDialogLabels: RecoveryDialogLabels = {
  title: 'Work that was not closed in order',
  text: 'These are saved. Take up what you want to go on with; what you discard stays in the trash for a while.',
  loading: 'Looking for your work…',
  empty: 'There is nothing to bring back.',
  unreadable: 'Your work could not be looked for. Nothing is lost.',
  tryAgain: 'Try again',
  crashed: (time) => `The page closed unexpectedly, last seen ${time}`,
  unsure: (time) => `Last seen ${time}. It may still be open in another tab`,
  amount: (count, size) => (count === 1 ? `1 save, ${size}` : `${count} saves, ${size}`),
  preview: 'What changed',
  previewLoading: 'Comparing…',
  previewUnreadable: 'The changes could not be read. The work itself is not affected.',
  allNew: 'All of it is new.',
  noChanges: 'Nothing is different from when it was last closed.',
  restore: 'Restore',
  restored: 'Restored',
  undo: 'Undo',
  undone: 'It is as it was when it was last closed.',
  discard: 'Discard',
  discarded: 'Moved to the trash',
  undoDiscard: 'Undo',
  trash: (count) => `Trash (${count})`,
  goneAfter: (time) => `kept until ${time}`,
  putBack: 'Put back',
  isBack: (title) => `“${title}” was put back.`,
  failed: 'That could not be done. Nothing was changed.',
  close: 'Close',
  difference: differenceLabels,
  causes: causeLabels,
}

/** What apps pass: any label, and any entry of the grouped ones. @public */
export type RecoveryDialogLabelOptions = Partial<Omit<RecoveryDialogLabels, 'difference' | 'causes'>> & {
  readonly difference?: Partial<RecoveryDialogLabels['difference']>
  readonly causes?: Partial<RecoveryDialogLabels['causes']>
}

export function withDefaultLabels(labels: RecoveryDialogLabelOptions | undefined): RecoveryDialogLabels {
  return {
    ...recoveryDialogLabels,
    ...labels,
    difference: { ...recoveryDialogLabels.difference, ...labels?.difference },
    causes: { ...recoveryDialogLabels.causes, ...labels?.causes },
  }
}
