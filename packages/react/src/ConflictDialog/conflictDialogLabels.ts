import { differenceLabels, type DifferenceLabels } from '../difference/differenceLabels.ts'

/** Every word of `ConflictDialog`. @public */
export interface ConflictDialogLabels {
  readonly title: string
  readonly text: string
  /** Names the three sides of a place that both tabs changed. */
  readonly mine: string
  readonly theirs: string
  readonly base: string
  /** Where a side has nothing there. */
  readonly nothing: string
  readonly keepMine: string
  /** What `keepMine` leads to. */
  readonly mineText: string
  readonly useOther: string
  /** What `useOther` leads to. */
  readonly otherText: string
  readonly keepBoth: string
  /** What `keepBoth` leads to. */
  readonly bothText: string
  /** Carries out the choices made part by part. */
  readonly useChoices: string
  /** What `useChoices` leads to. */
  readonly choicesText: string
  /** Words of what is different from before. */
  readonly difference: DifferenceLabels
  readonly download: string
  readonly later: string
  /** The choice could not be carried out. */
  readonly failed: string
}

export const conflictDialogLabels: ConflictDialogLabels = {
  title: 'Changed in another tab',
  text: 'You and another tab changed the same parts. Everything else of both is kept; choose for these.',
  mine: 'Yours',
  theirs: 'The other',
  base: 'Before',
  nothing: 'nothing',
  keepMine: 'Keep mine',
  mineText: 'In these parts yours stays. The other tab’s version stays among the versions.',
  useOther: 'Use the other',
  otherText: 'In these parts the other tab’s comes in. Yours is kept as a copy of its own.',
  keepBoth: 'Keep both',
  bothText: 'Yours stays here. The other tab’s is kept as a copy of its own.',
  useChoices: 'Use these choices',
  choicesText: 'Each part becomes what is chosen above. Yours is kept as a copy too, where the other’s comes in.',
  difference: differenceLabels,
  download: 'Download a copy of mine',
  later: 'Decide later',
  failed: 'That could not be done yet. Nothing was changed.',
}
