/** What is left out by rule, as the walk through a state carries it along: one matcher for each step down. */
export interface PathMatcher {
  /** The matcher for what lies below a member; `excluded` when the member itself is left out. An array's keys are its indexes as text. */
  member(key: string): PathMatcher | 'excluded'
  /** No path rule can match at or below here: only the names of keys decide. */
  readonly isFree: boolean
}

/** Leaves nothing out. */
export const everything: PathMatcher = {
  member: () => everything,
  isFree: true,
}
