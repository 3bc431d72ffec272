import { LawBroken } from '../LawBroken.ts'
import type { Faults } from '../Faults.ts'
import type { SimulatedTime } from '../SimulatedTime.ts'
import type { EndingsApp } from './EndingsApp.ts'
import type { EndingsOracle } from './EndingsOracle.ts'

interface RestingWorld {
  readonly faults: Faults
  readonly time: SimulatedTime
  readonly oracle: EndingsOracle
  readonly livingApps: readonly EndingsApp[]
  openPage(): EndingsApp
  runFor(ms: number): Promise<void>
  say(line: string): void
}

const REST_MS = 120_000

/** Nothing goes wrong any more: what is on a screen can be stored, what is in the trash can be had back, and every ending can be asked for. */
export async function restEndings(world: RestingWorld): Promise<void> {
  world.faults.percent = 0
  for (const { page } of world.livingApps) {
    page.crashAtCall = undefined
    page.connection.operations.unhang()
    if (page.isCached) page.returnFromCache()
    else if (page.isFrozen) page.thaw()
  }
  await world.runFor(REST_MS)
  const [app = world.openPage()] = world.livingApps
  for (const other of world.livingApps)
    for (const id of other.openIds) {
      await succeed(world, `${other.page.tabId}: saving ${id}`, other.saveNow(id))
      await succeed(world, `${other.page.tabId}: choosing in ${id}`, other.choose(id, 'both'))
    }
  await takeBack(world, app)
  await endAll(world, app)
}

/** Each entry of the trash comes back with all that it had. */
async function takeBack(world: RestingWorld, app: EndingsApp): Promise<void> {
  const entries = await succeed(world, 'the list of the trash', app.service.listTrash())
  for (const { id: entryId, sessionId } of entries) {
    const marks = world.oracle.work.trash.get(entryId) ?? new Set()
    const id = await succeed(world, `undoing ${entryId}`, app.undo(entryId, sessionId))
    await world.runFor(0)
    const here = world.oracle.work.open.get(id)
    for (const mark of marks)
      if (here?.has(mark) !== true) throw new LawBroken(2, `${mark} was in ${entryId}, and is not in ${id}`)
  }
}

async function endAll(world: RestingWorld, app: EndingsApp): Promise<void> {
  const listed = await succeed(world, 'the list', app.service.listSessions())
  for (const [index, { id }] of listed.entries())
    await succeed(world, `ending ${id}`, app.end(id, index % 2 === 0 ? 'discard' : 'delete'))
  const left = await succeed(world, 'the list', app.service.listSessions())
  if (left.length > 0) throw new LawBroken(3, `${left.map(({ id }) => id).join()}: listed, and everything was ended`)
}

async function succeed<TResult>(world: RestingWorld, what: string, asked: Promise<TResult>): Promise<TResult> {
  let outcome: { readonly value: TResult } | { readonly error: unknown } | undefined
  asked.then(
    (value) => (outcome = { value }),
    (error: unknown) => (outcome = { error }),
  )
  await world.runFor(REST_MS)
  if (outcome !== undefined && 'value' in outcome) return outcome.value
  throw new LawBroken(
    7,
    `${what} does not succeed in the end: ${outcome === undefined ? 'no answer' : String(outcome.error)}`,
  )
}
