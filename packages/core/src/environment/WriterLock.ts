/** A page's place in the line for the right to write a session. One page of the browser has it at a time. */
export interface WriterLock {
  /** Whether this page has it, as far as it was told. */
  readonly isHeld: boolean
  /** `false`: judged by when other tabs were last heard of. */
  readonly isCertain: boolean
  /** Settles once the answer is there that `hold`, or the first request, waits for: it is this page's, or somebody else's. */
  known(): Promise<void>
  /** Takes it from whoever has it; settles once it is this page's, or the lock was closed. */
  steal(): Promise<void>
  /** Somebody else has taken the session over, whatever this page was told: to the end of the line. */
  requeue(): void
  /** In `pagehide`. What it was told until then stands until `hold` knows better. */
  release(): void
  /** In `pageshow`: to the end of the line. */
  hold(): void
  close(): void
}

/** By the browser's lock manager: a page that is gone has let go, a frozen one has not. */
export class WebWriterLock implements WriterLock {
  readonly isCertain = true
  readonly #locks: LockManager
  readonly #name: string
  readonly #onChange: (isHeld: boolean) => void
  #isHeld = false
  /** Counts the requests: what is said of an older one is of no interest any more. */
  #turn = 0
  #grantedTurn = 0
  /** Let go until `hold`: the page is gone, or in the cache. */
  #isReleased = false
  #leave: () => void = () => undefined
  #known: Promise<void>

  /** @param onChange - told when the right comes, and when it is taken away; not when this page lets go of it. */
  constructor(locks: LockManager, name: string, onChange: (isHeld: boolean) => void) {
    this.#locks = locks
    this.#name = name
    this.#onChange = onChange
    this.#known = this.#queue()
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  known(): Promise<void> {
    return this.#known
  }

  steal(): Promise<void> {
    this.#abandon()
    return new Promise((settle) => this.#request({ steal: true }, settle))
  }

  requeue(): void {
    this.#abandon()
    this.#set(false)
    if (!this.#isReleased) this.#known = this.#queue()
  }

  release(): void {
    this.#isReleased = true
    this.#abandon()
  }

  hold(): void {
    if (!this.#isReleased) return
    this.#isReleased = false
    // Somebody may have asked for it before the page was told that it is back.
    this.#abandon()
    this.#known = this.#queue()
  }

  close(): void {
    this.release()
    this.#isHeld = false
  }

  #abandon(): void {
    this.#turn += 1
    this.#leave()
  }

  async #queue(): Promise<void> {
    this.#request({}, () => undefined)
    const turn = this.#turn
    // Answered behind the request before it: by then that one was granted, or waits in line.
    await this.#locks.request(this.#name, { ifAvailable: true }, () => undefined).catch(() => undefined)
    if (turn === this.#turn && this.#grantedTurn !== turn) this.#set(false)
  }

  #request(options: LockOptions, settle: () => void): void {
    this.#turn += 1
    const turn = this.#turn
    const waiting = new AbortController()
    const held = new Promise<void>((letGo) => {
      this.#leave = () => {
        waiting.abort()
        letGo()
        settle()
      }
    })
    const hold = (): Promise<void> | undefined => {
      if (turn !== this.#turn) return undefined
      this.#grantedTurn = turn
      this.#set(true)
      settle()
      return held
    }
    // Who steals does not wait, and the two options exclude each other.
    const how = options.steal === true ? options : { ...options, signal: waiting.signal }
    this.#locks.request(this.#name, how, hold).catch((error: unknown) => {
      if (turn === this.#turn) this.#rejected(error)
      settle()
    })
  }

  #rejected(error: unknown): void {
    // Documents without an origin of their own are refused: then nobody can ask for it.
    if (!isAbort(error)) return this.#set(true)
    // Stolen, perhaps before this page, asleep, was told that it had it.
    this.#set(false)
    this.#known = this.#queue()
  }

  #set(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    this.#onChange(isHeld)
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
