import type { BookApp } from './BookApp.ts'
import type { SimulatedPerson } from './SimulatedPerson.ts'

interface CrowdedWorld {
  readonly person: SimulatedPerson
  openPage(): BookApp
  say(line: string): void
}

/** Two pages are left in one moment, each with something in it that is not stored: neither can ask who was first. */
export async function leaveTogether(world: CrowdedWorld, runFor: (ms: number) => Promise<void>): Promise<void> {
  const apps = [world.openPage(), world.openPage()]
  await runFor(60_000)
  const kinds = ['chapters', 'manuscript'] as const
  for (const [index, app] of apps.entries()) {
    const isIdle = app.isAtHand && app.isRestored && app.snapshot.pauseReasons.length === 0
    if (isIdle) world.say(`${app.page.tabId}: last moment, ${world.person.edit(app, kinds[index])}`)
  }
  for (const { page } of apps) page.leave()
  await runFor(1_000)
}
