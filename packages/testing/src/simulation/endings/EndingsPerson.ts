import { LawBroken } from '../LawBroken.ts'
import type { LockRegistry } from '../LockRegistry.ts'
import type { Medium } from '../Medium.ts'
import type { SeededRandom } from '../SeededRandom.ts'
import type { EndingsApp } from './EndingsApp.ts'
import type { EndingsOracle } from './EndingsOracle.ts'

interface PersonsWorld {
  readonly random: SeededRandom
  readonly medium: Medium
  readonly locks: LockRegistry
  readonly oracle: EndingsOracle
  readonly livingApps: readonly EndingsApp[]
  report(violation: unknown): void
  say(line: string): void
}

type Deed =
  | 'open'
  | 'edit'
  | 'saveNow'
  | 'close'
  | 'choose'
  | 'discard'
  | 'delete'
  | 'undo'
  | 'rename'
  | 'list'
  | 'recover'
  | 'copy'
  | 'carry'

/** What is done with what is on the screen. */
const OF_OPEN: ReadonlySet<Deed> = new Set<Deed>(['edit', 'saveNow', 'close', 'choose'])

const CHOICES = ['mine', 'theirs', 'both'] as const

/** Of one name an oracle of single sessions knows more kinds of faults; the other is any other session. */
const SESSION_IDS = ['book', 'letter'] as const

/** What somebody does with a page's documents. */
export class EndingsPerson {
  readonly #world: PersonsWorld

  constructor(world: PersonsWorld) {
    this.#world = world
  }

  do(app: EndingsApp, deed: Deed): void {
    if (!app.isUsable) return
    const { random } = this.#world
    const ids = OF_OPEN.has(deed) ? app.openIds : SESSION_IDS
    const sessionId = ids[random.below(ids.length)]
    if (sessionId === undefined) return app.open(SESSION_IDS[random.below(2)] ?? SESSION_IDS[0])
    if (deed === 'open') return app.open(sessionId)
    if (deed === 'edit') return app.edit(sessionId)
    this.#ask(app, deed, sessionId).catch((error: unknown) => {
      if (error instanceof LawBroken) this.#world.report(error)
      else app.expected(error)
    })
  }

  async #ask(app: EndingsApp, deed: Exclude<Deed, 'open' | 'edit'>, sessionId: string): Promise<unknown> {
    const { service } = app
    switch (deed) {
      case 'saveNow':
        return app.saveNow(sessionId)
      case 'close':
        return app.close(sessionId)
      case 'choose':
        return app.choose(sessionId, CHOICES[this.#world.random.below(3)] ?? 'both')
      case 'discard':
      case 'delete':
        return app.end(sessionId, deed)
      case 'undo':
        return this.#undo(app)
      case 'rename':
        await service.renameSession(sessionId, `a name of ${app.page.tabId}`)
        return this.#world.oracle.onTitled(sessionId)
      case 'list':
        return this.#list(app)
      case 'recover':
        return this.#recover(app)
      case 'copy':
        return service.forkSession(sessionId)
      case 'carry':
        return service.importSession(await service.exportSession(sessionId))
    }
  }

  async #undo(app: EndingsApp): Promise<void> {
    const entries = await app.service.listTrash()
    const entry = entries[this.#world.random.below(entries.length)]
    if (entry !== undefined) await app.undo(entry.id, entry.sessionId)
  }

  async #list(app: EndingsApp): Promise<void> {
    const before = this.#ended()
    const { change } = this.#world.medium
    const ids = (await app.service.listSessions()).map(({ id }) => id)
    if (new Set(ids).size < ids.length) throw new LawBroken(3, `${ids.join()}: a session is listed twice`)
    if (this.#world.medium.change !== change) return
    const wrong = ids.find((id) => before.has(id))
    if (wrong !== undefined) throw new LawBroken(3, `${wrong} is listed, and was ended`)
  }

  /** Sessions whose newest commit ends them. */
  #ended(): ReadonlySet<string> {
    const { medium } = this.#world
    const isEnd = (id: string): boolean => {
      const rows = medium.rows(id)
      return ['discard', 'delete'].includes(rows.at(-1)?.reason ?? '') && rows.at(-1)?.base === rows.at(-2)?.revision
    }
    return new Set(medium.storedIds.filter(isEnd))
  }

  async #recover(app: EndingsApp): Promise<void> {
    const found = await app.service.findRecoverable()
    const chosen = found[this.#world.random.below(found.length)]
    if (chosen === undefined) return
    const { id } = chosen
    const isOpenHere = app.openIds.includes(id)
    const [before, absences] = [this.#holders(app, id), app.absences]
    await app.recover(id)
    if (isOpenHere || app.absences !== absences) return
    const holders = this.#holders(app, id)
    const other = holders.find(
      (holder) =>
        before.some((one) => one.app === holder.app && one.absences === holder.absences) || holder.hasRecovered,
    )
    if (other !== undefined)
      throw new LawBroken(5, `${app.page.tabId} has recovered ${id}, which ${other.app.page.tabId} has`)
  }

  #holders(but: EndingsApp, id: string): { app: EndingsApp; absences: number; hasRecovered: boolean }[] {
    const { locks, livingApps } = this.#world
    return livingApps
      .filter((app) => app !== but && locks.holdsSession(app.page.tabId, id))
      .map((app) => ({ app, absences: app.absences, hasRecovered: app.recovered.has(id) }))
  }
}
