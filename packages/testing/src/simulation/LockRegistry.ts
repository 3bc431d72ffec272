import { type OpenSessionLock, type TabPresence, WebWriterLock } from '@autosave-kit/core'
import { LockLines } from '../world/LockLines.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedTime } from './SimulatedTime.ts'

interface SessionHold {
  readonly tabId: string
  readonly sessionId: string
  isHeld: boolean
  isWanted: boolean
  readonly onHeld: () => void
}

/** The browser's lock manager: who lives, and who has which session open. */
export class LockRegistry {
  readonly #time: SimulatedTime
  readonly #random: SeededRandom
  readonly #tabs = new Set<string>()
  readonly #holds = new Set<SessionHold>()
  readonly #askers = new Map<string, number>()
  /** Sessions that somebody has for himself alone, and who. */
  readonly #alone = new Map<string, string>()
  /** Who writes which session, where only one tab may. */
  readonly lines = new LockLines()
  /** How late a page may be told that its lock was stolen, in ms. */
  longestTheftMs = 5

  constructor(time: SimulatedTime, random: SeededRandom) {
    this.#time = time
    this.#random = random
  }

  /** Whether a tab waits for an answer of the lock manager. */
  isAsking(tabId: string): boolean {
    return (this.#askers.get(tabId) ?? 0) > 0
  }

  /** What a tab holds, or asks for, of sessions. */
  holdCount(tabId: string): number {
    return [...this.#holds].filter((hold) => hold.tabId === tabId).length + this.lines.countOf(tabId)
  }

  /** Whether a tab has a session open, as far as all others can tell. */
  holdsSession(tabId: string, sessionId: string): boolean {
    return [...this.#holds].some((hold) => hold.isHeld && hold.tabId === tabId && hold.sessionId === sessionId)
  }

  isAlive(tabId: string): boolean {
    return this.#tabs.has(tabId)
  }

  /** The tab is gone: the browser lets go of all that was its own. */
  end(tabId: string): void {
    this.#tabs.delete(tabId)
    this.lines.end(tabId)
    for (const hold of this.#holds) if (hold.tabId === tabId) this.#holds.delete(hold)
    for (const [sessionId, owner] of this.#alone) if (owner === tabId) this.#leaveAlone(sessionId)
  }

  presence(tabId: string, task: (run: () => void) => void): TabPresence {
    this.#tabs.add(tabId)
    const locks = this.#linesOf(tabId, task)
    return {
      tabId,
      isAlive: (other) =>
        this.#asking(
          tabId,
          this.#later(task, () => this.#tabs.has(other)),
        ),
      openSession: (sessionId) => this.#openSession(tabId, sessionId, task),
      whileAlone: (sessionId, run) =>
        this.#asking(
          tabId,
          this.#whileAlone(tabId, sessionId, () => this.#later(task, run)),
        ),
      writerLock: (sessionId, onChange) => new WebWriterLock(locks, `writer:${sessionId}`, onChange),
      release: () => this.release(tabId),
      hold: () => this.hold(tabId),
    }
  }

  release(tabId: string): void {
    this.#tabs.delete(tabId)
    for (const hold of this.#holds) if (hold.tabId === tabId) hold.isHeld = hold.isWanted = false
  }

  hold(tabId: string): void {
    this.#tabs.add(tabId)
    for (const hold of this.#holds) if (hold.tabId === tabId) this.#want(hold)
  }

  async #asking<TAnswer>(tabId: string, answer: Promise<TAnswer>): Promise<TAnswer> {
    this.#askers.set(tabId, (this.#askers.get(tabId) ?? 0) + 1)
    try {
      return await answer
    } finally {
      this.#askers.set(tabId, (this.#askers.get(tabId) ?? 0) - 1)
    }
  }

  /** What is said of lines comes to a page in the order in which it was said, though each time after a moment. */
  #linesOf(tabId: string, task: (run: () => void) => void): LockManager {
    const said: (() => void)[] = []
    const deliver = (run: () => void): void => {
      said.push(run)
      this.#time.schedule(this.#random.span(5), `${tabId}: lock manager`, () => task(() => said.shift()?.()))
    }
    const deliverTheft = (run: () => void): void => {
      this.#time.schedule(this.#random.span(this.longestTheftMs), `${tabId}: its lock was stolen`, () => task(run))
    }
    return this.lines.of({ tabId, deliver, deliverTheft })
  }

  #openSession(tabId: string, sessionId: string, task: (run: () => void) => void): OpenSessionLock {
    let hold: SessionHold | undefined
    const held = new Promise<void>((resolve) => {
      hold = { tabId, sessionId, isHeld: false, isWanted: true, onHeld: () => task(resolve) }
    })
    const taken = hold
    if (taken !== undefined) {
      this.#holds.add(taken)
      this.#time.schedule(this.#random.span(5), `${tabId}: session lock`, () => this.#want(taken))
    }
    return { held, close: () => taken !== undefined && this.#holds.delete(taken) }
  }

  #want(hold: SessionHold): void {
    hold.isWanted = true
    if (this.#alone.has(hold.sessionId) || !this.#holds.has(hold)) return
    hold.isHeld = true
    hold.onHeld()
  }

  async #whileAlone(tabId: string, sessionId: string, run: () => Promise<unknown>): Promise<boolean> {
    const others = [...this.#holds].filter(
      (hold) => hold.sessionId === sessionId && hold.tabId !== tabId && hold.isHeld,
    )
    if (others.length > 0 || this.#alone.has(sessionId)) return false
    this.#alone.set(sessionId, tabId)
    try {
      await run()
    } finally {
      if (this.#alone.get(sessionId) === tabId) this.#leaveAlone(sessionId)
    }
    return true
  }

  #leaveAlone(sessionId: string): void {
    this.#alone.delete(sessionId)
    for (const hold of this.#holds) if (hold.sessionId === sessionId && hold.isWanted && !hold.isHeld) this.#want(hold)
  }

  /** Asking the lock manager takes a moment, like everything outside the page. */
  #later<TResult>(task: (run: () => void) => void, answer: () => TResult | Promise<TResult>): Promise<TResult> {
    return new Promise((resolve, reject) => {
      this.#time.schedule(this.#random.span(5), 'lock manager', () =>
        task(() => {
          Promise.resolve(answer()).then(resolve, reject)
        }),
      )
    })
  }
}
