import type { HeartbeatRow } from '../environment/HeartbeatRow.ts'

/** Whether a tab lives, and whether that is known or only likely. @public */
export interface TabVerdict {
  readonly isAlive: boolean
  /** The lock manager said so, or the tab itself. `false`: judged by when it was last heard of; a person is to be asked. */
  readonly certain: boolean
}

/**
 * Silence after which a tab without Web Locks is taken for gone, in ms. Chrome lets the timers of a hidden page run once a
 * minute (PLATFORM.md 3): three missed ones, and one interval more.
 */
const SILENCE_MS = 4 * 60_000

interface Evidence {
  /** What the lock manager says; `undefined` where there is none. */
  readonly isHeld: boolean | undefined
  readonly heartbeat: HeartbeatRow | undefined
  /** When it saved something, in ms since 1970: its first sign of life comes a second after it has opened a session, its first commit perhaps before. */
  readonly savedAt?: number | undefined
  readonly now: number
}

/**
 * A held lock is a living tab, frozen or not; a free one is a tab that is gone. Only without Web Locks do heartbeats
 * decide, and then nothing is certain but what the tab itself said: a frozen tab, or one on a computer that slept, gives no sign.
 */
export function tabVerdict({ isHeld, heartbeat, savedAt, now }: Evidence): TabVerdict {
  if (isHeld !== undefined) return { isAlive: isHeld, certain: true }
  if (heartbeat?.left === true) return { isAlive: false, certain: true }
  const at = heartbeat?.at ?? savedAt ?? Number.NEGATIVE_INFINITY
  // One from the future says that the clock was set back since: then it says nothing of when.
  return { isAlive: at > now || now - at < SILENCE_MS, certain: false }
}
