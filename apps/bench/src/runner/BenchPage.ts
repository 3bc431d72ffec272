import type { CDPSession, Page } from 'playwright'
import type { Bench } from '../page/main.ts'

/** A function of the page, and what it is given. */
export interface BenchCall {
  readonly name: keyof Bench
  readonly parameters: readonly unknown[]
}

/** A page that stays open over several calls, and can be asked what it holds in memory. */
export class BenchPage {
  readonly session: CDPSession
  readonly #page: Page

  constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.session = session
  }

  /** Calls one of the page's functions. */
  call<TResult>({ name, parameters }: BenchCall): Promise<TResult> {
    return this.#page.evaluate(
      async ([called, given]) => {
        const bench: unknown = Reflect.get(globalThis, 'bench')
        const run: unknown = Reflect.get(Object(bench), called)
        if (typeof run !== 'function') throw new Error(`The page has no ${called}.`)
        return (await run(...given)) as TResult
      },
      [name, parameters] as const,
    )
  }

  /** Bytes of JavaScript's values, with the buffers outside of its heap; after all that is unused was let go, or with it. */
  async heapBytes({ isCollected }: { readonly isCollected: boolean }): Promise<number> {
    if (isCollected) await this.session.send('HeapProfiler.collectGarbage')
    // The protocol's newer fields are not in Playwright's types.
    const usage: { readonly usedSize: number; readonly backingStorageSize?: number } =
      await this.session.send('Runtime.getHeapUsage')
    return usage.usedSize + (usage.backingStorageSize ?? 0)
  }

  async close(): Promise<void> {
    await this.#page.close()
  }
}
