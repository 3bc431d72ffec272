import { fingerprint } from './fingerprint.ts'
import { marksIn } from './marksIn.ts'
import type { PageLedger } from './PageLedger.ts'

/** What the app of each page shows, and the edits in every version that it has handed over. */
export class Screens {
  readonly #shown = new Map<PageLedger, unknown>()
  readonly #versions = new Map<PageLedger, Map<number, ReadonlySet<string>>>()

  of(ledger: PageLedger): unknown {
    return this.#shown.get(ledger)
  }

  show(ledger: PageLedger, state: unknown): void {
    this.#shown.set(ledger, state)
  }

  /** @returns the number of the version. */
  hand(ledger: PageLedger, state: unknown): number {
    this.show(ledger, state)
    const version = ledger.handOver(state, fingerprint(state))
    const versions = this.#versions.get(ledger) ?? new Map<number, ReadonlySet<string>>()
    this.#versions.set(ledger, versions.set(version, marksIn(state)))
    return version
  }

  marksOf(ledger: PageLedger, version: number): ReadonlySet<string> {
    return this.#versions.get(ledger)?.get(version) ?? new Set()
  }
}
