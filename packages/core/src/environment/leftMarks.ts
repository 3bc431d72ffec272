/**
 * A page that goes in order says so, at which revision. It is said twice: in the session's row, and here, since each
 * loses the last moment in other places: a transaction in `pagehide` on a busy reload, localStorage in a closing
 * Firefox (DURABILITY.md E1). Only wording hangs on it, never a deletion.
 */
export interface LeftMark {
  readonly tabId: string
  readonly revision: number
}

export interface LeftMarks {
  put(sessionId: string, mark: LeftMark): void
  get(sessionId: string): LeftMark | undefined
}

/** @param name - What their keys begin with. */
export function createLeftMarks(name: string): LeftMarks {
  const keyOf = (sessionId: string): string => `${name}:left:${sessionId}`
  return {
    put(sessionId, { tabId, revision }) {
      guarded((storage) => storage.setItem(keyOf(sessionId), `${tabId}:${revision}`))
    },
    get(sessionId) {
      const [tabId, revision] = guarded((storage) => storage.getItem(keyOf(sessionId)))?.split(':') ?? []
      return tabId === undefined || revision === undefined ? undefined : { tabId, revision: Number(revision) }
    },
  }
}

/** Access can be refused (blocked cookies, sandboxed frames) and writing can fail in a closing page: then there is no mark. */
function guarded<TResult>(access: (storage: Storage) => TResult): TResult | undefined {
  try {
    return typeof window === 'undefined' ? undefined : access(window.localStorage)
  } catch {
    return undefined
  }
}
