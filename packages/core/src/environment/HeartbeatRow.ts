/** Of two claims to a session the one with the higher term counts: whoever takes a session over goes one higher. */
export interface WriterClaim {
  readonly sessionId: string
  readonly term: number
}

/** The last sign of life of a tab. */
export interface HeartbeatRow {
  readonly tabId: string
  /** Ms since 1970, by that tab's clock. */
  readonly at: number
  /** Sessions it had open. */
  readonly sessions: readonly string[]
  /** Signs that could not be stored, in all. */
  readonly failures: number
  /** Path of the page's address, without query and fragment. */
  readonly path: string
  /** Sessions that it takes itself to be the writer of, where there are no Web Locks to say so. */
  readonly writes?: readonly WriterClaim[]
  /** It went in order, or is in the back/forward cache. */
  readonly left: boolean
}

/** Where signs of life are kept: in the very database whose silence they are to notice. */
export interface HeartbeatStore {
  /** Issues and commits its write before it returns, when the store is open: a page that goes says so. */
  putHeartbeat(row: HeartbeatRow): Promise<void>
  listHeartbeats(): Promise<HeartbeatRow[]>
  /** Rows that are gone are no error. */
  removeHeartbeats(tabIds: readonly string[]): Promise<void>
}
