import type { WriterLock } from '../environment/WriterLock.ts'
import type { Clock } from '../schedule/Clock.ts'
import type { Heartbeat, RivalClaim } from './Heartbeat.ts'
import type { TabChannel } from './TabChannel.ts'

interface LockParts {
  readonly sessionId: string
  readonly heartbeat: Heartbeat
  readonly channel: TabChannel | undefined
  readonly clock: Clock
  readonly intervalMs: () => number
}

/** A page that says it goes says so in its heartbeat row too, a moment after the message, in ms. */
const AFTER_LEAVING_MS = 250

/**
 * The right to write a session where there are no Web Locks: claimed in heartbeat rows, looked at again with each sign of
 * life. A claim ends when its tab has left, or has been silent for longer than any throttling (`tabVerdict`).
 */
export class HeartbeatLock implements WriterLock {
  readonly isCertain = false
  readonly #parts: LockParts
  readonly #onChange: (isHeld: boolean) => void
  readonly #endChannel: (() => void) | undefined
  #isHeld = false
  /** Of this tab's claim; `undefined` while it makes none. */
  #term: number | undefined
  #turn = 0
  #cancelTimer: (() => void) | undefined
  #known: Promise<void>

  constructor(parts: LockParts, onChange: (isHeld: boolean) => void) {
    this.#parts = parts
    this.#onChange = onChange
    this.#endChannel = parts.channel?.subscribe(({ kind, sessionId }) => {
      if (kind === 'left' && sessionId === parts.sessionId) this.#lookIn(AFTER_LEAVING_MS)
    })
    this.#known = this.#look()
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  known(): Promise<void> {
    return this.#known
  }

  async steal(): Promise<void> {
    this.#stop()
    const [turn, rivals] = [this.#turn, await this.#rivals()]
    if (turn !== this.#turn) return
    await this.#claim(termAbove(rivals))
    if (turn !== this.#turn) return
    this.#set(true)
    this.#lookIn(this.#parts.intervalMs())
  }

  requeue(): void {
    this.#stop()
    void this.#claim(undefined)
    this.#set(false)
    this.#lookIn(this.#parts.intervalMs())
  }

  release(): void {
    this.#stop()
    void this.#claim(undefined)
  }

  hold(): void {
    this.#known = this.#look()
  }

  close(): void {
    this.release()
    this.#endChannel?.()
    this.#isHeld = false
  }

  async #look(): Promise<void> {
    this.#stop()
    const turn = this.#turn
    let rivals = await this.#rivals()
    if (turn !== this.#turn) return
    if (this.#term === undefined && !rivals.some(({ isAlive }) => isAlive)) {
      await this.#claim(termAbove(rivals))
      // Two may have found nobody in the same moment.
      rivals = await this.#rivals()
      if (turn !== this.#turn) return
    }
    const { tabId } = this.#parts.heartbeat
    const mine = this.#term === undefined ? undefined : { term: this.#term, tabId }
    const isHeld = mine !== undefined && !rivals.some((rival) => rival.isAlive && isStronger(rival, mine))
    if (!isHeld && mine !== undefined) void this.#claim(undefined)
    this.#set(isHeld)
    this.#lookIn(this.#parts.intervalMs())
  }

  #rivals(): Promise<readonly RivalClaim[]> {
    return this.#parts.heartbeat.rivals(this.#parts.sessionId)
  }

  #claim(term: number | undefined): Promise<void> {
    if (term === this.#term) return Promise.resolve()
    this.#term = term
    // A claim that cannot be stored is no less certain than what heartbeats say anyway.
    return this.#parts.heartbeat.claim(this.#parts.sessionId, term).catch(() => undefined)
  }

  #lookIn(delayMs: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#parts.clock.setTimer(() => void this.#look(), delayMs)
  }

  #stop(): void {
    this.#turn += 1
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #set(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    this.#onChange(isHeld)
  }
}

/** Higher than any claim there is: a tab that was only asleep finds, when it wakes up, that it was superseded. */
function termAbove(rivals: readonly RivalClaim[]): number {
  return Math.max(0, ...rivals.map(({ term }) => term)) + 1
}

function isStronger(one: Pick<RivalClaim, 'term' | 'tabId'>, other: Pick<RivalClaim, 'term' | 'tabId'>): boolean {
  return one.term > other.term || (one.term === other.term && one.tabId < other.tabId)
}
