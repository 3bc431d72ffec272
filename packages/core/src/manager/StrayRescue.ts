import type { SegmentHeader } from '../records/SegmentRow.ts'
import { forkStray, strayForkId } from '../recovery/strays/forkStray.ts'
import { mergeStray } from '../recovery/strays/mergeStray.ts'
import { type StrayWork, readStrays } from '../recovery/strays/readStrays.ts'
import type { StrayReport } from '../recovery/strays/StrayReport.ts'
import { leftOutRule } from './leftOutRule.ts'
import type { SaveLoop } from './SaveLoop.ts'
import type { SessionContext } from './SessionContext.ts'
import type { OpenedSession } from './SessionOpening.ts'
import { tabVerdictOf } from './tabVerdictOf.ts'

interface Taken {
  readonly work: StrayWork
  readonly outcome: StrayReport['outcome']
}

/**
 * Last moments that another tab was ahead of: they cannot ask, and are passed over. Whoever reads the session next puts them
 * together with the rest, or keeps them as a session of their own, and says so. Work of a tab that lives is left to it.
 */
export class StrayRescue {
  readonly #context: SessionContext
  readonly #loop: SaveLoop
  #taken: readonly Taken[] = []

  constructor(context: SessionContext, loop: SaveLoop) {
    this.#context = context
    this.#loop = loop
  }

  /** What was read, with the strays' work in it: before the app is shown anything. A failure leaves them for another time. */
  async takeIn(opened: OpenedSession): Promise<OpenedSession> {
    const { strays } = opened.stored
    const { facts } = this.#context
    // What the app hands over before it has seen anything is its own, and goes on top.
    if (strays.length === 0 || facts.isReader || facts.facts.draftVersion > 0) return opened
    const { taken, state } = await this.#takeAll(opened.state, strays).catch(() => nothing(opened.state))
    this.#taken = taken
    return { ...opened, state, report: { ...opened.report, strays: taken.map(toReport) } }
  }

  /** The session is open, and what was merged is held: forks are made, and what is stored elsewhere goes into quarantine. */
  async finish(): Promise<void> {
    const taken = this.#taken
    this.#taken = []
    for (const one of taken) await this.#keep(one).catch(() => undefined)
  }

  /** Strays that came while the session was open. Answers whether none is left that a compaction would let go unseen. */
  async settle(): Promise<boolean> {
    const { log, inflow } = this.#loop
    const { strays } = log.ledger
    if (strays.length === 0 || this.#context.facts.isReader) return true
    const mine = this.#loop.state
    const { taken, state } = await this.#takeAll(mine, strays)
    if (taken.length === 0) return true
    // Somebody was quicker: what there is now is looked at another time.
    if (!Object.is(this.#loop.state, mine)) return false
    if (!Object.is(state, mine)) {
      inflow.joined({ state, mine, theirs: log.state })
      this.#loop.request({ reason: 'merge', durability: 'relaxed' })
    }
    this.#report(taken)
    this.#taken = taken
    await this.finish()
    return false
  }

  #report(taken: readonly Taken[]): void {
    const { facts } = this.#context
    const { restored } = facts.facts
    if (restored === undefined) return
    const strays = [...restored.strays, ...taken.map(toReport)]
    facts.dispatch({ type: 'diagnosed', change: { restored: { ...restored, strays } } })
  }

  async #takeAll(theirs: unknown, strays: readonly SegmentHeader[]): Promise<{ taken: Taken[]; state: unknown }> {
    const { surroundings, sessionId } = this.#context
    const isAlive = async ({ writer }: SegmentHeader): Promise<boolean> =>
      writer === surroundings.presence.tabId || (await tabVerdictOf(surroundings, writer))?.isAlive === true
    if ((await Promise.all(strays.map(isAlive))).every(Boolean)) return nothing(theirs)
    const taken: Taken[] = []
    let state = theirs
    for (const work of await readStrays(surroundings.storage, sessionId)) {
      if (await isAlive(work.header)) continue
      const merged = await this.#merge(work, state)
      if (merged !== undefined) state = merged.state
      taken.push({ work, outcome: merged === undefined ? apart(work) : 'merged' })
    }
    return { taken, state }
  }

  async #merge(work: StrayWork, theirs: unknown): Promise<{ readonly state: unknown } | undefined> {
    const config = this.#context.config()
    // Where one tab writes, what a tab without that right has left behind does not go in by itself.
    if (config.tabs !== 'merge') return undefined
    return mergeStray(work, { theirs, config, isLeftOut: leftOutRule(config) })
  }

  async #keep({ work, outcome }: Taken): Promise<void> {
    const { surroundings, sessionId } = this.#context
    const { storage, clock } = surroundings
    const isHeld = outcome === 'merged' && this.#context.facts.getSnapshot().isUnsaved
    if (isHeld) await this.#loop.outcomes.whenStored('relaxed')
    if (outcome === 'forked') await forkStray(storage, work, work.content?.state)
    const quarantine = work.rows.map((row) => {
      return { sessionId, reason: 'stray', quarantinedAt: clock.now(), row } as const
    })
    await storage.retire({ sessionId, keys: work.rows, mode: 'empty', quarantine })
  }
}

function apart({ content }: StrayWork): StrayReport['outcome'] {
  return content === undefined ? 'kept' : 'forked'
}

function nothing(state: unknown): { taken: Taken[]; state: unknown } {
  return { taken: [], state }
}

function toReport({ work, outcome }: Taken): StrayReport {
  const { revision, savedAt } = work.header
  return { revision, savedAt, outcome, forkId: outcome === 'forked' ? strayForkId(work) : undefined }
}
