/** What a tab remembers from one load of its page to the next. A duplicated tab begins with a copy of it. */
export interface TabMemory {
  put(key: string, value: string): void
  get(key: string): string | undefined
}

/**
 * Access can be refused (blocked cookies, sandboxed frames): then nothing is remembered.
 *
 * @param name - What its keys begin with.
 */
export function createTabMemory(name: string): TabMemory {
  return {
    put: (key, value) => guarded((storage) => storage.setItem(`${name}:${key}`, value)),
    get: (key) => guarded((storage) => storage.getItem(`${name}:${key}`)) ?? undefined,
  }
}

function guarded<TResult>(access: (storage: Storage) => TResult): TResult | undefined {
  try {
    return typeof window === 'undefined' ? undefined : access(window.sessionStorage)
  } catch {
    return undefined
  }
}
