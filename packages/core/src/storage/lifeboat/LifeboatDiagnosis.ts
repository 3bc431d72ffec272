import type { AutoSaveError } from '../../errors/AutoSaveError.ts'

/**
 * How the second copy is doing.
 *
 * - `off`: the app does not want one.
 * - `waiting`: nothing was copied yet in this page.
 * - `ready`: what was saved is copied a second later at most.
 * - an error: there is none (`LIFEBOAT_UNAVAILABLE`), or it is behind (`LIFEBOAT_FAILED`, tried again). Saving goes on.
 *
 * @public
 */
export type LifeboatState = 'off' | 'waiting' | 'ready' | AutoSaveError

/** An immutable object, replaced when something in it changes. @public */
export interface LifeboatDiagnosis {
  readonly lifeboat: LifeboatState
  /** `DATABASE_LOST`: what the database had lost, and was brought back. `undefined` when nothing was. */
  readonly loss: AutoSaveError | undefined
}
