/** How often a scope was purged in this browser, as localStorage says: known in the very task that asks, in every page. */
export interface PurgeMark {
  get(): number
  put(count: number): void
}

/** @param name - What its key begins with. */
export function createPurgeMark(name: string): PurgeMark {
  const key = `${name}:purged`
  return {
    get: () => toCount(guarded((storage) => storage.getItem(key))),
    put: (count) => guarded((storage) => storage.setItem(key, String(count))),
  }
}

function toCount(text: string | null | undefined): number {
  const count = Number(text ?? 0)
  return Number.isSafeInteger(count) && count > 0 ? count : 0
}

/** Access can be refused, and there may be no room: the database says the same. */
function guarded<TResult>(access: (storage: Storage) => TResult): TResult | undefined {
  try {
    return typeof window === 'undefined' ? undefined : access(window.localStorage)
  } catch {
    return undefined
  }
}
