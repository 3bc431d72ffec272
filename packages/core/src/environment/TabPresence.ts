import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { HeldLock, ifFree } from './HeldLock.ts'
import { WebWriterLock, type WriterLock } from './WriterLock.ts'

/** Who this page is, and whether another one still lives. */
export interface TabPresence {
  /** Made fresh at each page load and kept in memory only: `sessionStorage` is copied when a tab is duplicated. */
  readonly tabId: string
  /**
   * Whether the tab lives, asked of the lock manager and not of a clock. `undefined` where there are no Web Locks.
   * A tab in the back/forward cache gave its lock up and counts as gone.
   */
  isAlive(tabId: string): Promise<boolean | undefined>
  /** Says that this page has the session open: to be said before it is read, and until `close` is called. */
  openSession(sessionId: string): OpenSessionLock
  /**
   * Runs `run` while no other page has the session open. Answers `false`, without running it, when one has, or when
   * nobody can know (no Web Locks). This page's own hold is given up for it and taken again, so somebody may have come
   * and gone before `run` begins.
   */
  whileAlone(sessionId: string, run: () => Promise<void>): Promise<boolean>
  /**
   * Asks for the right to write the session, and stays in line for it. `onChange` is told when it comes, and when another
   * page takes it away. `undefined` where there are no Web Locks. Whoever asks lets go of it in `pagehide`.
   */
  writerLock(sessionId: string, onChange: (isHeld: boolean) => void): WriterLock | undefined
  /**
   * The sessions that some page has open, this one too, in one question; `undefined` where nobody can know. It costs pages of
   * this site their place in the back/forward cache that hold locks of the app's own there (PLATFORM.md 1.5).
   */
  openSessions?(): Promise<ReadonlySet<string> | undefined>
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

interface OwnPresence extends TabPresence {
  /** For good; rights to write too, whoever has forgotten them. */
  close(): void
}

/** @param name - What the names of its locks begin with: pages of another one are not there. */
export function createTabPresence(name = 'autosave-kit'): OwnPresence {
  return new WebLockPresence(typeof navigator === 'undefined' ? undefined : navigator.locks, name)
}

class WebLockPresence implements OwnPresence {
  readonly tabId = newTabId()
  readonly #locks: LockManager | undefined
  readonly #name: string
  readonly #own: HeldLock
  readonly #sessions = new Map<string, HeldLock>()
  readonly #writers = new Set<WriterLock>()

  constructor(locks: LockManager | undefined, name: string) {
    this.#locks = locks
    this.#name = name
    this.#own = new HeldLock(locks, this.#tab(this.tabId), 'exclusive')
    void this.#own.take()
  }

  openSession(sessionId: string): OpenSessionLock {
    const lock = new HeldLock(this.#locks, this.#session(sessionId), 'shared')
    this.#sessions.set(sessionId, lock)
    const close = (): void => {
      void lock.release()
      if (this.#sessions.get(sessionId) === lock) this.#sessions.delete(sessionId)
    }
    return { held: lock.take(), close }
  }

  async whileAlone(sessionId: string, run: () => Promise<void>): Promise<boolean> {
    const lock = this.#sessions.get(sessionId)
    await lock?.release()
    try {
      return await ifFree(this.#locks, this.#session(sessionId), run)
    } finally {
      if (this.#sessions.get(sessionId) === lock) await lock?.take()
    }
  }

  writerLock(sessionId: string, onChange: (isHeld: boolean) => void): WriterLock | undefined {
    if (this.#locks === undefined) return undefined
    const lock = new WebWriterLock(this.#locks, `${this.#name}:writer:${sessionId}`, onChange)
    this.#writers.add(lock)
    return lock
  }

  hold(): void {
    for (const lock of [this.#own, ...this.#sessions.values()]) void lock.take()
  }

  release(): void {
    for (const lock of [this.#own, ...this.#sessions.values()]) void lock.release()
  }

  close(): void {
    this.release()
    for (const lock of this.#writers) lock.close()
  }

  async openSessions(): Promise<ReadonlySet<string> | undefined> {
    try {
      const { held = [] } = (await this.#locks?.query()) ?? {}
      const [prefix, names] = [this.#session(''), held.map(({ name = '' }) => name)]
      const ids = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
      return this.#locks === undefined ? undefined : new Set(ids)
    } catch {
      return undefined
    }
  }

  async isAlive(tabId: string): Promise<boolean | undefined> {
    if (this.#locks === undefined) return undefined
    if (tabId === this.tabId) return true
    try {
      return !(await ifFree(this.#locks, this.#tab(tabId), () => Promise.resolve()))
    } catch {
      return undefined
    }
  }

  #tab(tabId: string): string {
    return `${this.#name}:tab:${tabId}`
  }

  #session(sessionId: string): string {
    return `${this.#name}:session:${sessionId}`
  }
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
