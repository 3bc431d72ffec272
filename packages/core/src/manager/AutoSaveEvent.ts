import type { AutoSaveError, AutoSaveErrorCode } from '../errors/AutoSaveError.ts'
import type { Durability } from '../storage/Durability.ts'
import type { SessionAccess } from './SaveSnapshot.ts'

interface SessionEvent<TType extends string> {
  readonly type: TType
  readonly sessionId: string
}

/** A commit was stored. @public */
export interface SavedEvent extends SessionEvent<'saved'> {
  readonly revision: number
  /** Why it was made: `debounce`, `early`, `manual`, `leave`, … */
  readonly reason: string
  readonly durability: Durability
  /** Bytes written; `undefined` for a checkpoint, which writes no change. */
  readonly byteLength: number | undefined
}

/** An attempt to save, or to open, failed; the work is held. @public */
export interface SaveFailedEvent extends SessionEvent<'error'> {
  readonly code: AutoSaveErrorCode
  /** When it is tried again, in ms since 1970; `undefined` when it is not. */
  readonly retryAt: number | undefined
  /** Not in the DOM event: its cause may be an error of the app's, and say what the app put into it. */
  readonly error: AutoSaveError
}

/** Another tab changed the same session; a person has to choose. @public */
export type ConflictEvent = SessionEvent<'conflict'>

/** With `tabs: 'single-writer'`: this tab may write the session from now on, or only reads it. @public */
export interface AccessEvent extends SessionEvent<'access'> {
  readonly access: SessionAccess
}

/**
 * Three signs of life of this tab in a row could not be stored: the storage has stopped working, perhaps. What is unsaved is saved
 * at once, wherever that is possible. It is told again only after one could be stored. @public
 */
export interface HeartbeatFailedEvent extends SessionEvent<'heartbeat-failed'> {
  /** Signs that could not be stored, in all, since the page was loaded. */
  readonly failureCount: number
}

/**
 * A session holds work of a tab that is gone without having left in order: `findRecoverable` lists it. Told once of each session, some moments
 * after a page was opened; not of those that the page has opened by then. @public
 */
export type RecoverableEvent = SessionEvent<'recoverable'>

/** A save took longer than `performanceTarget`. @public */
export interface SlowSaveEvent extends SessionEvent<'slow'> {
  readonly revision: number
  /** From its start until it was durable, in ms. */
  readonly saveTime: number
  /** What the page felt of it, in ms. */
  readonly mainThreadTime: number
  /** The option `performanceTarget`, in ms. */
  readonly target: number
}

/** What a service tells. Never with a value of the state. @public */
export type AutoSaveEvent =
  | SavedEvent
  | SaveFailedEvent
  | ConflictEvent
  | RecoverableEvent
  | SlowSaveEvent
  | AccessEvent
  | HeartbeatFailedEvent
