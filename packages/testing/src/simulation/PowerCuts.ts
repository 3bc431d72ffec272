import { SESSION_ID } from './Book.ts'
import { MediumJournal } from './MediumJournal.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { StrickenWorld } from './StrickenWorld.ts'

const LONGEST_PAUSE_MS = 60_000
const LONGEST_DARK_MS = 10_000

/** The machine goes off, again and again: every page is gone at once, and the database is what its medium had. */
export class PowerCuts {
  readonly #journal: MediumJournal
  readonly #world: StrickenWorld
  readonly #random: SeededRandom
  #isOver = false

  constructor(world: StrickenWorld, random: SeededRandom) {
    this.#world = world
    this.#random = random
    this.#journal = new MediumJournal(world.medium)
    world.journal = this.#journal
  }

  begin(): void {
    this.#later(LONGEST_PAUSE_MS, 'power cut', () => this.#cut())
  }

  end(): void {
    this.#isOver = true
  }

  #cut(): void {
    const { pages, medium, oracle, faults } = this.#world
    const rows = medium.rows(SESSION_ID)
    for (const page of pages) {
      // What a page that is gone had issued is with the browser, which is gone too.
      if (page.isGone) page.connection.operations.abandon(0)
      else page.end(0)
      const ledger = oracle.ledger(page)
      ledger.dropped = ledger.handed
    }
    const count = this.#journal.cut(this.#random)
    faults.count('power cut')
    this.#world.crashCount += 1
    this.#world.say(`the power is cut: ${count} commits are lost`)
    oracle.cutOff(rows)
    this.#later(LONGEST_DARK_MS, 'power', () => this.#comeBack())
    this.begin()
  }

  #comeBack(): void {
    if (this.#world.livingApps.length === 0) this.#world.openPage()
  }

  #later(longestMs: number, name: string, run: () => void): void {
    this.#world.time.schedule(this.#random.span(longestMs), name, () => this.#isOver || run())
  }
}
