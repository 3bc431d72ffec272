/** Words of a list of differences. @public */
export interface DifferenceLabels {
  /** Said to screen readers before what came. */
  readonly added: string
  /** Said to screen readers before what went. */
  readonly removed: string
  /** Where a side has nothing there. */
  readonly nothing: string
  /** Instead of a way, where the whole state is another kind of thing. */
  readonly whole: string
  /** There are more differences than are listed. */
  readonly more: string
}

export const differenceLabels: DifferenceLabels = {
  added: 'added:',
  removed: 'removed:',
  nothing: 'nothing',
  whole: 'All of it',
  more: 'There are more changes than these.',
}
