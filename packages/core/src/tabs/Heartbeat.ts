import type { HeartbeatRow, HeartbeatStore } from '../environment/HeartbeatRow.ts'
import type { Clock } from '../schedule/Clock.ts'
import { type TabVerdict, tabVerdict } from './tabVerdict.ts'

/** So many in a row, and the storage is taken to have stopped working: one may be a busy disk. */
const ALARM_COUNT = 3

const FIRST_SIGN_MS = 1_000

/** Rows of tabs that went in order, or were last heard of so long ago, are cleared away, in ms. */
const FORGET_AFTER_MS = 7 * 24 * 3_600_000

interface HeartbeatParts {
  readonly tabId: string
  readonly store: HeartbeatStore
  readonly clock: Clock
  readonly path: () => string
}

/** Another tab's claim to write a session. */
export interface RivalClaim {
  readonly tabId: string
  readonly term: number
  /** By its last sign of life. */
  readonly isAlive: boolean
}

/** A session that wants signs of life given for it. */
export interface HeartbeatSession {
  readonly identity: { readonly sessionId: string }
  readonly intervalMs: () => number
  /** Three signs in a row could not be stored: what is unsaved is to be saved now, wherever that is possible. */
  onAlarm(failureCount: number): void
}

/**
 * Signs of life of this tab: when, on which sessions, and whether it went in order. They say when a tab was last there,
 * and notice a storage that has stopped working; whether a tab lives is asked of the lock manager (`tabVerdict`).
 */
export class Heartbeat {
  readonly #parts: HeartbeatParts
  readonly #sessions = new Set<HeartbeatSession>()
  readonly #claims = new Map<string, number>()
  #cancelTimer: (() => void) | undefined
  #pending: Promise<void> | undefined
  #failureCount = 0
  #failuresInRow = 0
  #hasTidied = false
  /** Whether the newest row says that the tab is here. */
  #isSigned = false

  constructor(parts: HeartbeatParts) {
    this.#parts = parts
  }

  get tabId(): string {
    return this.#parts.tabId
  }

  /** Signs that could not be stored, in all. */
  get failureCount(): number {
    return this.#failureCount
  }

  /** Gives signs for a session too; the first waits until the session had time to be read. Returns its end. */
  join(session: HeartbeatSession): () => void {
    this.#sessions.add(session)
    this.#beatIn(FIRST_SIGN_MS)
    return () => {
      if (!this.#sessions.delete(session)) return
      if (this.#sessions.size === 0) this.stop()
    }
  }

  /** In `pagehide`, and when nothing is open any more: the last sign says that the tab went in order. */
  stop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.#isSigned) this.#put(true).catch(() => undefined)
    this.#isSigned = false
  }

  /** In `pageshow`. */
  resume(): void {
    if (this.#sessions.size > 0) this.#beat()
  }

  /** @param isHeld - what the lock manager says of the tab; without an answer its last sign of life is looked up. */
  async verdict(tabId: string, isHeld: boolean | undefined, savedAt?: number): Promise<TabVerdict> {
    const { store, clock } = this.#parts
    const rows = isHeld === undefined ? await store.listHeartbeats().catch(() => []) : []
    const heartbeat = rows.find((row) => row.tabId === tabId)
    return tabVerdict({ isHeld, heartbeat, savedAt, now: clock.now() })
  }

  /** Says with this sign of life and all later ones that this tab writes a session; `undefined`: no longer. */
  claim(sessionId: string, term: number | undefined): Promise<void> {
    if (term === undefined) this.#claims.delete(sessionId)
    else this.#claims.set(sessionId, term)
    this.#isSigned = true
    return this.#put(false)
  }

  /** Who else claims to write a session. Nobody, when that cannot be read. */
  async rivals(sessionId: string): Promise<readonly RivalClaim[]> {
    const { store, clock, tabId: own } = this.#parts
    const [rows, now] = [await store.listHeartbeats().catch(() => []), clock.now()]
    return rows.flatMap(({ tabId, writes, ...row }) => {
      const claim = writes?.find((other) => other.sessionId === sessionId)
      if (claim === undefined || tabId === own) return []
      const { isAlive } = tabVerdict({ isHeld: undefined, heartbeat: { tabId, ...row }, now })
      return [{ tabId, term: claim.term, isAlive }]
    })
  }

  /** When each tab was last heard of, in ms since 1970; nobody, when that cannot be read. */
  async lastSigns(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#parts.store.listHeartbeats().catch(() => [])
    return new Map(rows.map(({ tabId, at }) => [tabId, at]))
  }

  /** Sessions that other tabs have open, as far as their signs of life tell. */
  async openSessions(): Promise<ReadonlySet<string>> {
    const rows = await this.#parts.store.listHeartbeats()
    const now = this.#parts.clock.now()
    const alive = rows.filter((row) => tabVerdict({ isHeld: undefined, heartbeat: row, now }).isAlive)
    return new Set(alive.flatMap(({ sessions }) => sessions))
  }

  #beatIn(delayMs: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#parts.clock.setTimer(() => this.#beat(), delayMs)
  }

  #beat(): void {
    this.#beatIn(Math.min(...Array.from(this.#sessions, (session) => session.intervalMs())))
    // One that has not been answered for a whole interval is as good as failed.
    if (this.#pending !== undefined) return this.#failed()
    const pending = this.#put(false)
    this.#isSigned = true
    this.#pending = pending
    pending.then(
      () => this.#ended(pending, () => this.#stored()),
      () => this.#ended(pending, () => this.#failed()),
    )
  }

  #ended(pending: Promise<void>, then: () => void): void {
    if (this.#pending === pending) this.#pending = undefined
    then()
  }

  #put(left: boolean): Promise<void> {
    const { store, tabId, clock, path } = this.#parts
    const sessions = Array.from(this.#sessions, ({ identity }) => identity.sessionId)
    const writes = Array.from(this.#claims, ([sessionId, term]) => ({ sessionId, term }))
    const row = { tabId, at: clock.now(), sessions, failures: this.#failureCount, path: path(), left }
    return store.putHeartbeat(writes.length === 0 ? row : { ...row, writes })
  }

  #stored(): void {
    this.#failuresInRow = 0
    if (this.#hasTidied) return
    this.#hasTidied = true
    this.#tidy().catch(() => (this.#hasTidied = false))
  }

  #failed(): void {
    this.#failureCount += 1
    this.#failuresInRow += 1
    if (this.#failuresInRow !== ALARM_COUNT) return
    for (const session of this.#sessions) session.onAlarm(this.#failureCount)
  }

  async #tidy(): Promise<void> {
    const { store, tabId, clock } = this.#parts
    const isForgotten = ({ left, at }: HeartbeatRow): boolean => left || clock.now() - at > FORGET_AFTER_MS
    const rows = await store.listHeartbeats()
    const gone = rows.filter((row) => row.tabId !== tabId && isForgotten(row))
    if (gone.length > 0) await store.removeHeartbeats(gone.map((row) => row.tabId))
  }
}
