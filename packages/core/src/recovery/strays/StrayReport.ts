/** What became of work that a page left behind in its last moment, while another tab was ahead of it. @public */
export interface StrayReport {
  /** Its position in the session's log. */
  readonly revision: number
  /** Ms since 1970. */
  readonly savedAt: number
  /**
   * - `merged`: it is in the session, together with the other tab's.
   * - `forked`: it contradicts the other tab's, and is a session of its own.
   * - `kept`: what it was made on has gone from the history; its rows are in quarantine.
   */
  readonly outcome: 'merged' | 'forked' | 'kept'
  /** The session that holds it, when it is one of its own. */
  readonly forkId: string | undefined
}
