import type { RestoreReport } from './SaveSnapshot.ts'

/** What the app shows while its session is being read. @public */
export interface RestoreOptions<TState> {
  /** The state the app began with. */
  readonly baseline: TState
  /** The state the app has now: asked once, when the session has been read. */
  current(): TState
}

/** @public */
export interface RestoreResult<TState> {
  /** The newest state known of the session, handed over or stored; `undefined` when there is none. */
  readonly state: TState | undefined
  readonly revision: number
  readonly report: RestoreReport
}
