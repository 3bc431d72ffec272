import type { LocalStore } from './LocalStore.ts'
import type { Outage } from './Faults.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { StrickenWorld } from './StrickenWorld.ts'
import { SESSION_ID } from './Book.ts'

interface OutageOptions {
  readonly world: StrickenWorld
  readonly local: LocalStore
  readonly random: SeededRandom
}

type Ill = Outage | 'none'

const OUTAGES: Readonly<Record<Ill, number>> = {
  none: 3,
  refused: 2,
  silent: 2,
  blocked: 1,
  broken: 2,
  unwritable: 1,
  newer: 1,
  full: 1,
}

/** Places that fail for long: the database, localStorage, the second copy. They draw from a stream of their own. */
export class Outages {
  readonly #world: StrickenWorld
  readonly #local: LocalStore
  readonly #random: SeededRandom
  /** In most worlds the smaller store always has room. */
  readonly #hasRoom: boolean
  readonly #damagesCopies: boolean
  #isOver = false

  constructor({ world, local, random }: OutageOptions) {
    this.#world = world
    this.#local = local
    this.#random = random
    this.#hasRoom = random.chance(0.6)
    this.#damagesCopies = random.chance(0.3)
  }

  begin(): void {
    // Some pages find a database that fails when they are opened.
    if (this.#random.chance(0.3)) this.#change()
    this.#next()
  }

  end(): void {
    this.#isOver = true
    this.#setOutage('none')
    this.#world.faults.copyOutage = undefined
    this.#local.isRefused = false
    this.#local.quota = Number.POSITIVE_INFINITY
  }

  #next(): void {
    this.#world.time.schedule(this.#random.span(120_000), 'outage', () => {
      if (this.#isOver) return
      this.#change()
      this.#next()
    })
  }

  #change(): void {
    const random = this.#random
    const { faults, copies, livingApps } = this.#world
    const ill = random.weighted(OUTAGES)
    // Newer code brings back what was lost before anybody else can.
    const isThere = this.#world.medium.rows(SESSION_ID).length > 0
    this.#setOutage(ill === 'newer' && !isThere ? 'none' : ill)
    this.#changeLocal()
    faults.copyOutage = random.chance(0.8) ? undefined : random.chance(0.5) ? 'silent' : 'full'
    if (this.#damagesCopies && random.chance(0.3)) copies.of(SESSION_ID).damage(random)
    // Somewhere on the way back.
    for (const { page } of livingApps) if (random.chance(0.15)) page.crashAtCall = page.callCount + 1 + random.below(12)
  }

  #setOutage(ill: Ill): void {
    const { faults, livingApps } = this.#world
    if (faults.outage === 'newer' && ill !== 'newer') this.#reload()
    faults.outage = ill === 'none' ? undefined : ill
    this.#world.say(`outage: ${ill}`)
    if (ill !== 'none') faults.count(`database ${ill}`)
    for (const { page } of livingApps) {
      const { operations } = page.connection
      // One that is open goes on, or not.
      if (ill !== 'none' && this.#random.chance(0.5)) operations.lose()
      operations.unhang()
    }
  }

  /** A database does not become older: what becomes newer are the pages. */
  #reload(): void {
    for (const { page } of this.#world.livingApps) {
      if (page.isFrozen || page.isCached) page.crash()
      else page.leave()
    }
    // Whoever had the app open has it open again.
    this.#world.time.schedule(this.#random.span(3_000), 'reload', () => {
      if (this.#world.livingApps.length === 0) this.#world.openPage()
    })
  }

  #changeLocal(): void {
    const { faults } = this.#world
    const local = this.#local
    local.isRefused = !this.#hasRoom && this.#random.chance(0.3)
    local.quota = !this.#hasRoom && this.#random.chance(0.5) ? this.#random.span(20_000) : Number.POSITIVE_INFINITY
    if (local.isRefused) faults.count('localStorage refused')
    if (Number.isFinite(local.quota)) faults.count('localStorage full')
  }
}
