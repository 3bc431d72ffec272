/** Work whose page is gone and did not go in order. @public */
export interface RecoverableSession {
  readonly id: string
  readonly title?: string
  /** The session it was split off from. */
  readonly forkOf: string | undefined
  /** Ms since 1970: the last sign of life of the tab that wrote it, or its last save. */
  readonly lastAliveAt: number
  /** `unsure` where there are no Web Locks to ask: the tab may be frozen, or in the back/forward cache. */
  readonly ending: 'crashed' | 'unsure'
  /** Whether the ending is known. A person is to be asked before more is done with work of which it is not. */
  readonly certain: boolean
  /** What all of it takes, older versions included. */
  readonly byteLength: number
  /** The newest revision. */
  readonly revision: number
  /** The revision at which it was last left in order; 0 for never. */
  readonly baseRevision: number
  /** What was saved since then. */
  readonly changed: {
    /** Commits, early ones included. */
    readonly commitCount: number
    readonly byteLength: number
    /** When the first of them was saved, in ms since 1970. */
    readonly since: number
  }
}
