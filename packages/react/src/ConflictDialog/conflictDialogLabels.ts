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
  download: 'Download a copy of mine',
  later: 'Decide later',
  failed: 'That could not be done yet. Nothing was changed.',
}
