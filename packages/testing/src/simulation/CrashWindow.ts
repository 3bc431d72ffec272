import type { BookApp } from './BookApp.ts'
import { LawBroken } from './LawBroken.ts'

/** What a commit may take on a healthy disk, from the moment it is due, in ms of the world's time. */
const DISK_MS = 1_000

interface HandedOver {
  readonly version: number
  readonly at: number
}

/**
 * The rule of early commits: on a healthy disk, what was handed over longer ago than the crash window, and than the disk
 * needs, would survive a crash now. A stretch in which nothing is wrong begins with a page that waits for nothing.
 */
export class CrashWindow {
  readonly #app: BookApp
  #calmSince: number | undefined
  #handed: readonly HandedOver[] = []
  #newest = 0

  constructor(app: BookApp) {
    this.#app = app
  }

  /** To be looked at after each step. `isCalm`: nothing in the world keeps the app's page from saving. */
  check(now: number, isCalm: boolean): void {
    const { ledger, page, crashWindowMs, manager } = this.#app
    if (ledger.handed > this.#newest) this.#handed = [...this.#handed, { version: ledger.handed, at: now }]
    this.#newest = ledger.handed
    this.#handed = this.#handed.filter(({ version }) => !ledger.isStored(version))
    if (!isCalm || !this.#isAppCalm) this.#calmSince = undefined
    else if (this.#calmSince === undefined && page.connection.operations.pendingCount === 0) this.#calmSince = now
    const calmSince = this.#calmSince
    if (calmSince === undefined) return
    // Slow saves widen it, by how slow they are.
    const longest = crashWindowMs * manager.getMetrics().delayFactor + DISK_MS
    const late = this.#handed.find(({ at }) => at >= calmSince && now - at > longest)
    if (late === undefined) return
    const ageMs = Math.round(now - late.at)
    throw new LawBroken(3, `version ${late.version} of ${page.tabId} is ${ageMs} ms old, and a crash would take it`)
  }

  get #isAppCalm(): boolean {
    const { isAtHand, mustBeStored, crashWindowMs, ledger, snapshot, page } = this.#app
    // Where nothing is stored, a second copy that does not answer is waited for.
    const isSaving = isAtHand && mustBeStored && snapshot.error === undefined && !page.lifeboat.hasFailed
    return isSaving && crashWindowMs > 0 && !ledger.isTravelling
  }
}
