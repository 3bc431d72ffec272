/** What a reading came to. */
export interface Found {
  readonly found: unknown
  /** Every edit in the newest state is stored. */
  readonly isStored: boolean
  /** Somebody else has written the head. */
  readonly isOthers: boolean
}
