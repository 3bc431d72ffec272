interface AskingPage {
  readonly isGone: boolean
  countCall(): void
}

/** Stands in front of all keys of the kit. */
export const KIT_PREFIX = 'autosave-kit'

/** What stands for a browser's localStorage: it outlives pages, and answers at once when it answers at all. @public */
export class LocalStore {
  readonly #items: Map<string, string>
  /** Letters of keys and values that there is room for. */
  quota = Number.POSITIVE_INFINITY
  /** Every access throws, as where site data are blocked. */
  isRefused = false
  /** Goes up with each change. */
  change = 0

  constructor(items: Iterable<readonly [string, string]> = []) {
    this.#items = new Map(items)
  }

  /** What another page finds that looks now. */
  copy(): LocalStore {
    return new LocalStore(this.#items)
  }

  get isRoomy(): boolean {
    return !this.isRefused && this.quota === Number.POSITIVE_INFINITY
  }

  clear(): void {
    this.#items.clear()
    this.change += 1
  }

  /** The store as a page sees it, or a `SecurityError`. Of a page that is gone nothing arrives any more. */
  accessFrom(page: AskingPage): Storage {
    page.countCall()
    if (this.isRefused) throw new DOMException('The operation is insecure.', 'SecurityError')
    return this.#storage((run) => {
      if (!page.isGone) run()
    })
  }

  /** The store as somebody sees it whom nothing keeps from it. */
  get storage(): Storage {
    return this.#storage((run) => run())
  }

  #storage(write: (run: () => void) => void): Storage {
    const items = this.#items
    const target: Storage = {
      length: 0,
      key: () => null,
      clear: () => write(() => this.clear()),
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => write(() => this.#set(key, value)),
      removeItem: (key) => write(() => this.#remove(key)),
    }
    // Its keys are those of its items, as a browser's are.
    return new Proxy(target, {
      ownKeys: () => [...items.keys()],
      getOwnPropertyDescriptor: (_target, key) =>
        items.has(String(key)) ? { enumerable: true, configurable: true, value: items.get(String(key)) } : undefined,
    })
  }

  #set(key: string, value: string): void {
    const before = this.#items.get(key)
    const length = this.#length - (before === undefined ? 0 : key.length + before.length) + key.length + value.length
    if (length > this.quota) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    this.#items.set(key, value)
    this.change += 1
  }

  #remove(key: string): void {
    if (this.#items.delete(key)) this.change += 1
  }

  get #length(): number {
    let length = 0
    for (const [key, value] of this.#items) length += key.length + value.length
    return length
  }
}
