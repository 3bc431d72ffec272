import type { BookApp } from './BookApp.ts'
import { checkPassedOver } from './checkPassedOver.ts'
import { checkSaid } from './checkSaid.ts'
import { LawBroken } from './LawBroken.ts'
import { leaveTogether } from './leaveTogether.ts'
import type { Medium } from './Medium.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { SimulatedPerson } from './SimulatedPerson.ts'
import type { WorldOracle } from './WorldOracle.ts'

/** Longest a world may take to come to rest once nothing goes wrong any more, in ms of its time. */
const REST_MS = 600_000

interface RestingWorld {
  readonly livingApps: readonly BookApp[]
  readonly medium: Medium
  readonly oracle: WorldOracle
  readonly person: SimulatedPerson
  readonly isListening: boolean
  readonly isLeftTogether: boolean
  openPage(): BookApp
  openApp(page: SimulatedPage): BookApp
  runFor(ms: number): Promise<void>
  say(line: string): void
}

/** Nothing goes wrong any more: in the end everything is saved, said to be, and found again. */
export async function comeToRest(world: RestingWorld): Promise<void> {
  await world.runFor(60_000)
  if (world.isLeftTogether) await leaveTogether(world, (ms) => world.runFor(ms))
  const [kept = world.openPage(), ...others] = world.livingApps
  for (const { page } of others) page.leave()
  await world.runFor(60_000)
  const app = kept.isEnded ? world.openApp(kept.page) : kept
  if (app.snapshot.pauseReasons.length > 0) app.manager.resume()
  await world.runFor(REST_MS)
  if (app.snapshot.status !== 'conflict') {
    checkSaid(app)
    world.say(`${app.page.tabId}: last ${world.person.edit(app, 'title')}`)
  }
  await world.runFor(REST_MS)
  for (let turn = 0; turn < 3 && app.snapshot.status === 'conflict'; turn += 1) {
    app.resolveConflict('mine')
    await world.runFor(REST_MS)
  }
  checkRest(world, app)
  app.dispose()
  await world.runFor(REST_MS)
  if (!app.isEnded) throw new LawBroken(12, 'dispose does not come to an end')
  app.page.leave()
  const next = world.openPage()
  await world.runFor(REST_MS)
  const { medium, oracle } = world
  oracle.checkFound(next.state)
  if (oracle.work !== undefined) await checkPassedOver({ medium, work: oracle.work, oracle }, next.state)
}

function checkRest({ oracle, isListening }: RestingWorld, app: BookApp): void {
  checkSaid(app)
  const { state, snapshot, ledger } = app
  const [promised] = ledger.promises
  if (promised !== undefined)
    throw new LawBroken(3, `${promised.what} of version ${promised.version} is never answered`)
  oracle.checkRest({ state, snapshot, isListening })
}
