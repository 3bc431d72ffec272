/** A save that somebody waits for. */
export interface Promised {
  readonly version: number
  readonly what: string
  /** Whoever asked waits for the medium itself. */
  readonly isStrict?: boolean
}
