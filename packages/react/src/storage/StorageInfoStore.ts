import type { StorageInfo } from '@autosave-kit/core'
import { isSameContent } from '../session/isSameContent.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'
import { idleSnapshot } from '../status/idleSnapshot.ts'

/** What is said until the browser has answered, and on a server. */
export const unknownStorage: StorageInfo = Object.freeze({
  diagnosis: idleSnapshot.storage,
  usage: undefined,
  quota: undefined,
  isPersisted: undefined,
})

/** Asking costs the browser a look at its files: after a save no sooner than this, in ms. A trouble is asked about at once. */
const QUIET_MS = 5_000

const stores = new WeakMap<SessionRegistry, StorageInfoStore>()

/** How the storage of a page is doing: read while somebody looks, again when its diagnosis changes, and some seconds after saves. */
export class StorageInfoStore {
  /** One for all components that look. */
  static of(registry: SessionRegistry): StorageInfoStore {
    const store = stores.get(registry) ?? new StorageInfoStore(registry)
    stores.set(registry, store)
    return store
  }

  readonly #registry: SessionRegistry
  readonly #listeners = new Set<() => void>()
  #info = unknownStorage
  #seen = idleSnapshot
  #readCount = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #unsubscribe: (() => void) | undefined

  constructor(registry: SessionRegistry) {
    this.#registry = registry
  }

  readonly getSnapshot = (): StorageInfo => this.#info

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#unsubscribe === undefined) this.#start()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#stop()
    }
  }

  #start(): void {
    this.#unsubscribe = this.#registry.subscribe(() => this.#look())
    this.#seen = this.#registry.getSnapshot()
    this.#read()
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
  }

  #look(): void {
    const [before, now] = [this.#seen, this.#registry.getSnapshot()]
    this.#seen = now
    if (now.storage !== before.storage) this.#read()
    else if (now.revision !== before.revision) this.#timer ??= setTimeout(() => this.#read(), QUIET_MS)
  }

  #read(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#readCount += 1
    const own = this.#readCount
    // It answers with what the browser says; a browser that says nothing leaves members out.
    void this.#registry.service.getStorageInfo().then((info) => {
      if (own === this.#readCount) this.#show(info)
    })
  }

  #show(info: StorageInfo): void {
    if (isSameContent(info, this.#info)) return
    this.#info = info
    for (const listener of this.#listeners) listener()
  }
}
