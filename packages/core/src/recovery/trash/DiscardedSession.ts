import type { SessionNote } from '../../storage/SessionBook.ts'

/** A session in the trash. @public */
export interface DiscardedSession {
  /** Names it, for `restoreDiscarded`: a session may have been discarded more than once. */
  readonly id: string
  readonly sessionId: string
  readonly title?: string
  /** Ms since 1970. */
  readonly discardedAt: number
  /** From then on it can be let go of, in ms since 1970. */
  readonly expiresAt: number
  /** What it took, older versions included. */
  readonly byteLength: number
  /** The version that was discarded. */
  readonly revision: number
}

export function toDiscarded(note: SessionNote, trashMs: number): DiscardedSession
export function toDiscarded(note: SessionNote | undefined, trashMs: number): DiscardedSession | undefined
export function toDiscarded(note: SessionNote | undefined, trashMs: number): DiscardedSession | undefined {
  if (note === undefined) return undefined
  const { id, at, title, base, byteLength } = note
  return {
    id: JSON.stringify(id),
    sessionId: id[1],
    ...(title === undefined ? {} : { title }),
    discardedAt: at,
    expiresAt: at + trashMs,
    byteLength: byteLength ?? 0,
    revision: base ?? 0,
  }
}
