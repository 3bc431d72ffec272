/** Where a walk through a state stands among the rules. The same object for all places where the same rules hold. */
export interface PathMatcher {
  /**
   * True when, here and below, only names of members can make a difference: a subtree is kept whole when `member` answers
   * with this very matcher for each name in it, and its arrays' elements need not be asked for.
   */
  readonly isFree: boolean
  /**
   * True when this place is excluded and something below it may not be. A container is entered; what has no members
   * (a text, a number, a date, a buffer) is left out.
   */
  readonly isPassage: boolean
  /** A member of an object, or of a map under a text. */
  member(key: string): PathMatcher | 'excluded'
  /** An element of an array or a set, an entry of a map under anything but a text; by its place in the order. */
  element(index: number): PathMatcher | 'excluded'
}
