/** What became of other tabs' work and this one's. */
export interface Joined {
  /** What there was here. */
  readonly mine: unknown
  /** What is stored, in the app's shape. */
  readonly theirs: unknown
  /** Both. */
  readonly state: unknown
}
