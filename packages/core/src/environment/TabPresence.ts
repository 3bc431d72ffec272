import { AutoSaveError } from '../errors/AutoSaveError.ts'

/** Who this page is, and whether another one still lives. */
export interface TabPresence {
  /** Made fresh at each page load and kept in memory only: `sessionStorage` is copied when a tab is duplicated. */
  readonly tabId: string
  /**
   * Whether the tab lives, asked of the lock manager and not of a clock. `undefined` where there are no Web Locks.
   * A tab in the back/forward cache gave its lock up and counts as gone.
   */
  readonly isAlive: (tabId: string) => Promise<boolean | undefined>
  /** Says that this page has the session open: to be said before it is read, and until `close` is called. */
  openSession(sessionId: string): OpenSessionLock
  /**
   * Runs `run` while no other page has the session open. Answers `false`, without running it, when one has, or when
   * nobody can know (no Web Locks). This page's own hold is given up for it and taken again, so somebody may have come
   * and gone before `run` begins.
   */
  whileAlone(sessionId: string, run: () => Promise<void>): Promise<boolean>
  /** In `pagehide`: a held lock would cost the page its place in the back/forward cache (DURABILITY.md, fact 11). */
  release(): void
  /** In `pageshow`: take it again. */
  hold(): void
}

export interface OpenSessionLock {
  /** Settles once others can see it; at once where there are no Web Locks. */
  readonly held: Promise<void>
  close(): void
}

export function createTabPresence(): TabPresence {
  const tabId = newTabId()
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  const own = new HeldLock(locks, `autosave-kit:tab:${tabId}`, 'exclusive')
  const sessions = new Map<string, HeldLock>()
  void own.take()
  return {
    tabId,
    openSession(sessionId) {
      const lock = new HeldLock(locks, sessionLockName(sessionId), 'shared')
      sessions.set(sessionId, lock)
      const close = (): void => {
        lock.release()
        if (sessions.get(sessionId) === lock) sessions.delete(sessionId)
      }
      return { held: lock.take(), close }
    },
    async whileAlone(sessionId, run) {
      const lock = sessions.get(sessionId)
      lock?.release()
      try {
        return await ifFree(locks, sessionLockName(sessionId), run)
      } finally {
        if (sessions.get(sessionId) === lock) await lock?.take()
      }
    },
    hold() {
      for (const lock of [own, ...sessions.values()]) void lock.take()
    },
    release() {
      for (const lock of [own, ...sessions.values()]) lock.release()
    },
    async isAlive(otherTabId) {
      if (locks === undefined) return undefined
      if (otherTabId === tabId) return true
      try {
        return !(await ifFree(locks, `autosave-kit:tab:${otherTabId}`, () => Promise.resolve()))
      } catch {
        return undefined
      }
    },
  }
}

/** Runs `run` while holding a lock that nobody else holds in any way; `false`, without running it, when somebody does. */
function ifFree(locks: LockManager | undefined, name: string, run: () => Promise<void>): Promise<boolean> {
  if (locks === undefined) return Promise.resolve(false)
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await run()
    return lock !== null
  })
}

/** A Web Lock that is held until it is let go, and can be taken again. */
class HeldLock {
  readonly #locks: LockManager | undefined
  readonly #name: string
  readonly #mode: LockMode
  #release: (() => void) | undefined

  constructor(locks: LockManager | undefined, name: string, mode: LockMode) {
    this.#locks = locks
    this.#name = name
    this.#mode = mode
  }

  /** Settles once it is held, or cannot be: documents without an origin of their own are refused, and nobody can ask for them either. */
  take(): Promise<void> {
    if (this.#locks === undefined || this.#release !== undefined) return Promise.resolve()
    const held = new Promise<void>((release) => (this.#release = release))
    return new Promise((settle) => {
      const hold = (): Promise<void> => {
        settle()
        return held
      }
      this.#locks?.request(this.#name, { mode: this.#mode }, hold).catch(() => {
        this.#release = undefined
        settle()
      })
    })
  }

  release(): void {
    this.#release?.()
    this.#release = undefined
  }
}

function sessionLockName(sessionId: string): string {
  return `autosave-kit:session:${sessionId}`
}

/** `crypto.randomUUID` is missing on plain http; `getRandomValues` is not. */
function newTabId(): string {
  if (typeof crypto === 'undefined') {
    throw new AutoSaveError('STORAGE_UNAVAILABLE', {
      what: 'This environment has no random numbers (Web Crypto).',
      why: 'Two tabs could not be told apart.',
      fix: 'Use a browser, or Node 20 or newer.',
    })
  }
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('')
}
