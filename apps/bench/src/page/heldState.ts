import { AutoSaveManager } from '@autosave-kit/core'

/** What stays in memory while the runner looks at it. */
const held: unknown[] = []
Reflect.set(globalThis, 'held', held)

/** The app's own state, in memory of its own, and nothing else: what every other figure is compared with. */
export function holdState(state: unknown): void {
  held.push(JSON.parse(JSON.stringify(state)))
}

/** By then the second copy has been written too. */
const COPIED_MS = 10_000

/** The same with a session that has saved it this moment: what is still to be copied waits. */
export function holdJustSaved(state: unknown): Promise<void> {
  return hold(state, 'bench-just')
}

/** The same with a session that has saved it, and copied it. */
export async function holdSaved(state: unknown): Promise<void> {
  await hold(state, 'bench')
  await new Promise((resolve) => setTimeout(resolve, COPIED_MS))
}

async function hold(state: unknown, sessionId: string): Promise<void> {
  const own: unknown = JSON.parse(JSON.stringify(state))
  const manager = new AutoSaveManager(sessionId)
  await manager.restore()
  void manager.scheduleSave(own)
  await manager.flush()
  held.push(own, manager)
}

/** What a reload brings back, and the session it came from. */
export async function holdRestored(): Promise<void> {
  const manager = new AutoSaveManager('bench')
  const { state } = await manager.restore()
  if (state === undefined) throw new Error('There was nothing to restore.')
  held.push(state, manager)
}
