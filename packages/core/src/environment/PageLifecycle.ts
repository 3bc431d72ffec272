/**
 * The moments of a page that matter to saving.
 *
 * - `hidden`: the tab was switched away, minimised, frozen or is being unloaded; often the last sign on a phone.
 * - `leaving`: `pagehide`; the page goes, for good or into the back/forward cache.
 * - `returned`: the page came back from the back/forward cache.
 */
export type PageMoment = 'hidden' | 'leaving' | 'returned'

export interface PageLifecycle {
  /** Listeners run inside the browser's own event: what they must write they write before they return. */
  subscribe(listener: (moment: PageMoment) => void): () => void
  /**
   * Calls `onUnload` in `beforeunload`, the surest moment for a last write (DURABILITY.md, fact 6). Answering `true`
   * asks the person to stay. To be watched only while something is unsaved, and let go as soon as it is not.
   */
  watchUnload(onUnload: () => boolean): () => void
  dispose(): void
}

/** The page's own lifecycle; where there is no page (a server, a worker) one on which nothing ever happens. */
export function createPageLifecycle(): PageLifecycle {
  return typeof window === 'undefined' ? silentLifecycle : new BrowserLifecycle()
}

const silentLifecycle: PageLifecycle = {
  subscribe: () => () => undefined,
  watchUnload: () => () => undefined,
  dispose: () => undefined,
}

class BrowserLifecycle implements PageLifecycle {
  readonly #listeners = new Set<(moment: PageMoment) => void>()
  readonly #unloadWatchers = new Set<() => boolean>()
  readonly #listening = new AbortController()

  constructor() {
    const { signal } = this.#listening
    // In `pagehide` the page still says it is visible, and `visibilitychange` follows: both are heard (PLATFORM.md 1.1).
    window.addEventListener('pagehide', () => this.#announce('leaving'), { signal })
    document.addEventListener('freeze', () => this.#announce('hidden'), { signal })
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'hidden') this.#announce('hidden')
      },
      { signal },
    )
    window.addEventListener(
      'pageshow',
      (event) => {
        if (event.persisted) this.#announce('returned')
      },
      { signal },
    )
  }

  subscribe(listener: (moment: PageMoment) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  watchUnload(onUnload: () => boolean): () => void {
    if (this.#unloadWatchers.size === 0) window.addEventListener('beforeunload', this.#onBeforeUnload)
    this.#unloadWatchers.add(onUnload)
    return () => {
      this.#unloadWatchers.delete(onUnload)
      if (this.#unloadWatchers.size === 0) window.removeEventListener('beforeunload', this.#onBeforeUnload)
    }
  }

  dispose(): void {
    this.#listening.abort()
    window.removeEventListener('beforeunload', this.#onBeforeUnload)
    this.#listeners.clear()
    this.#unloadWatchers.clear()
  }

  #announce(moment: PageMoment): void {
    for (const listener of this.#listeners) listener(moment)
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
