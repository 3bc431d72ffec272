/**
 * The moments of a page that matter to saving.
 *
 * - `hidden`: the tab was switched away, minimised, frozen or is being unloaded; often the last sign on a phone.
 * - `leaving`: `pagehide`; the page goes, for good or into the back/forward cache.
 * - `returned`: the page came back from the back/forward cache.
 * - `shown`: somebody turns to the page again: it is visible, was thawed, or has the focus.
 * - `blurred`: the focus went elsewhere, perhaps only into a frame of the page.
 * - `online`, `offline`: as the browser believes.
 * - `outdated`: newer code in another tab is about to change the database; what is to be stored in it as it is, is stored now.
 * - `error`: something in the app failed and nobody caught it. The error itself is none of the kit's business.
 */
export type PageMoment =
  | 'hidden'
  | 'leaving'
  | 'returned'
  | 'shown'
  | 'blurred'
  | 'online'
  | 'offline'
  | 'outdated'
  | 'error'

export interface PageLifecycle {
  /** Listeners run inside the browser's own event: what they must write they write before they return. */
  subscribe(listener: (moment: PageMoment) => void): () => void
  /**
   * Calls `onUnload` in `beforeunload`, the surest moment for a last write (DURABILITY.md, fact 6). Answering `true`
   * asks the person to stay. To be watched only while something is unsaved, and let go as soon as it is not.
   */
  watchUnload(onUnload: () => boolean): () => void
  /** What the browser believes; `false` where it does not say. */
  readonly isOffline: boolean
  dispose(): void
}

/** A lifecycle that is told of what the window does not know. */
export interface OwnLifecycle extends PageLifecycle {
  announce(moment: PageMoment): void
}

/** The page's own lifecycle; where there is no page (a server, a worker) one on which nothing ever happens. */
export function createPageLifecycle(): OwnLifecycle {
  return typeof window === 'undefined' ? silentLifecycle : new BrowserLifecycle()
}

const silentLifecycle: OwnLifecycle = {
  subscribe: () => () => undefined,
  watchUnload: () => () => undefined,
  isOffline: false,
  dispose: () => undefined,
  announce: () => undefined,
}

/** What happens to the window, and the moment that it is. An error is heard, never caught: the app's own handlers get it as it is. */
const WINDOW_MOMENTS: Readonly<Record<string, PageMoment>> = {
  focus: 'shown',
  blur: 'blurred',
  online: 'online',
  offline: 'offline',
  error: 'error',
  unhandledrejection: 'error',
}

const DOCUMENT_MOMENTS: Readonly<Record<string, PageMoment>> = { freeze: 'hidden', resume: 'shown' }

class BrowserLifecycle implements OwnLifecycle {
  readonly #listeners = new Map<(moment: PageMoment) => void, AbortController>()
  readonly #unloadWatchers = new Set<() => boolean>()
  readonly #listening = new AbortController()

  constructor() {
    const { signal } = this.#listening
    for (const [type, moment] of Object.entries(WINDOW_MOMENTS)) {
      window.addEventListener(type, () => this.announce(moment), { signal })
    }
    for (const [type, moment] of Object.entries(DOCUMENT_MOMENTS)) {
      document.addEventListener(type, () => this.announce(moment), { signal })
    }
    document.addEventListener(
      'visibilitychange',
      () => this.announce(document.visibilityState === 'hidden' ? 'hidden' : 'shown'),
      { signal },
    )
    window.addEventListener(
      'pageshow',
      (event) => {
        if (event.persisted) this.announce('returned')
      },
      { signal },
    )
  }

  subscribe(listener: (moment: PageMoment) => void): () => void {
    const listening = new AbortController()
    this.#listeners.set(listener, listening)
    // A Firefox that closes a tab ends the script that runs while it says so, in the middle, past every `catch` and `finally`; once, mostly in
    // `pagehide`. So each hears of it by itself, and once more if it did not come to its end.
    let hasEnded = false
    const leave = (): void => {
      hasEnded = false
      listener('leaving')
      hasEnded = true
    }
    const leaveAgain = (): void => void (hasEnded || listener('leaving'))
    // The page may still say that it is visible; `visibilitychange` is heard too (PLATFORM.md 1.1).
    for (const each of [leave, leaveAgain]) window.addEventListener('pagehide', each, { signal: listening.signal })
    return () => this.#forget(listener)
  }

  watchUnload(onUnload: () => boolean): () => void {
    if (this.#unloadWatchers.size === 0) window.addEventListener('beforeunload', this.#onBeforeUnload)
    this.#unloadWatchers.add(onUnload)
    return () => {
      this.#unloadWatchers.delete(onUnload)
      if (this.#unloadWatchers.size === 0) window.removeEventListener('beforeunload', this.#onBeforeUnload)
    }
  }

  get isOffline(): boolean {
    // Some engines leave it out; only `false` means something (PLATFORM.md 4).
    return navigator.onLine === false
  }

  dispose(): void {
    this.#listening.abort()
    window.removeEventListener('beforeunload', this.#onBeforeUnload)
    for (const listener of this.#listeners.keys()) this.#forget(listener)
    this.#unloadWatchers.clear()
  }

  announce(moment: PageMoment): void {
    for (const listener of this.#listeners.keys()) listener(moment)
  }

  #forget(listener: (moment: PageMoment) => void): void {
    this.#listeners.get(listener)?.abort()
    this.#listeners.delete(listener)
  }

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    // Every watcher writes, also when an earlier one already asks to stay.
    const answers = Array.from(this.#unloadWatchers, (onUnload) => onUnload())
    if (!answers.includes(true)) return
    event.preventDefault()
    // Chrome before 119 asks only when this is set (MDN, beforeunload).
    event.returnValue = 'unsaved'
  }
}
