import { AutoSaveManager, type SaveResult, type SegmentRow } from '@autosave-kit/core'
import { type DraftApp, SESSION_ID, draftName } from './DraftApp.ts'
import { LawBroken } from './LawBroken.ts'
import type { Medium } from './Medium.ts'
import { readingSurroundings } from './readingSurroundings.ts'

interface WitnessedWorld {
  readonly database: Medium
  readonly small: Medium
  report(violation: unknown): void
}

/** Sees what is in the stores, and holds it against what was said to be there and who had seen what. */
export class StoreWitness {
  head = 'nothing'
  readonly apps: DraftApp[] = []
  readonly #world: WitnessedWorld
  #headWriter: string | undefined
  #seenChange = 0
  readonly #said = new Map<string, SegmentRow>()

  constructor(world: WitnessedWorld) {
    this.#world = world
  }

  hear({ page }: DraftApp, { durability, revision }: SaveResult): void {
    if (durability === 'memory' || revision === 0) return
    const kept = durability === 'disk' ? this.#inDatabase : [...this.#inDatabase, ...this.#inSmall]
    const rows = kept.filter((row) => row.revision === revision)
    if (rows.length === 0)
      this.#world.report(
        new LawBroken(2, `${page.tabId} says ${durability} of revision ${revision}, which is not there`),
      )
    for (const row of rows) this.#said.set(`${row.revision} of ${row.writer}`, row)
  }

  get #inDatabase(): readonly SegmentRow[] {
    return [
      ...this.#world.database.rows(SESSION_ID),
      ...this.#world.database.quarantined(SESSION_ID).map(({ row }) => row),
    ]
  }

  get #inSmall(): readonly SegmentRow[] {
    return this.#world.small.rows(SESSION_ID)
  }

  /** What was said to be stored stays where it outlives pages; nobody's work takes the place of what he has not seen. */
  async check(): Promise<void> {
    const change = this.#world.database.change + this.#world.small.change
    if (change === this.#seenChange) return
    this.#seenChange = change
    const there = new Set([...this.#inDatabase, ...this.#inSmall].map((row) => `${row.revision} of ${row.writer}`))
    for (const name of this.#said.keys())
      if (!there.has(name)) throw new LawBroken(2, `revision ${name} was said to be stored, and is nowhere any more`)
    const { state, revision } = await new AutoSaveManager(
      SESSION_ID,
      {},
      readingSurroundings(this.#world.database),
    ).restore()
    const [before, writer] = [this.head, this.#inDatabase.find((row) => row.revision === revision)?.writer]
    const [head, wrote] = [draftName(state), this.#headWriter]
    this.head = head
    this.#headWriter = writer
    const app = this.apps.find(({ page }) => page.tabId === writer)
    if (head !== before && writer !== wrote && app?.known.has(before) !== true)
      throw new LawBroken(5, `${head} took the place of ${before}, which ${writer} was never shown`)
    const [by, edit] = head.split('/')
    const [by0, edit0] = before.split('/')
    if (writer === wrote && by === by0 && Number(edit) < Number(edit0))
      throw new LawBroken(5, `${head} took the place of ${before}`)
  }
}
