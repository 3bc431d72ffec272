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
  /** In `pagehide`: a held lock would cost the page its place in the back/forward cache (DURABILITY.md, fact 11). */
  release(): void
  /** In `pageshow`: take it again. */
  hold(): void
}

export function createTabPresence(): TabPresence {
  const tabId = newTabId()
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  let release: (() => void) | undefined
  function hold(): void {
    if (locks === undefined || release !== undefined) return
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    // Refused only in documents without an origin of their own: then nobody can ask for this tab either.
    locks.request(lockName(tabId), () => held).catch(() => (release = undefined))
  }
  hold()
  return {
    tabId,
    hold,
    release() {
      release?.()
      release = undefined
    },
    async isAlive(otherTabId) {
      if (locks === undefined) return undefined
      if (otherTabId === tabId) return true
      try {
        return await locks.request(lockName(otherTabId), { ifAvailable: true }, (lock) => lock === null)
      } catch {
        return undefined
      }
    },
  }
}

function lockName(tabId: string): string {
  return `autosave-kit:tab:${tabId}`
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
