import { AutoSaveManager } from '@autosave-kit/core'
import { watchWrites } from './countWrites.ts'
import { growthOf } from './growthOf.ts'
import { type LargeState, largeStates } from './largeStates.ts'
import { RowStore } from './RowStore.ts'
import { timed } from './timed.ts'

const SESSION = 'bench'

/** What the runner calls in the page, by name. */
const bench = {
  growth: growthOf,

  async kitSave(kind: LargeState): Promise<void> {
    const state = largeStates[kind]()
    const manager = new AutoSaveManager(SESSION)
    await manager.restore()
    await timed('save', () => {
      void manager.scheduleSave(state)
      return manager.flush()
    })
    await manager.dispose()
  },

  async rowSave(kind: LargeState): Promise<void> {
    const state = largeStates[kind]()
    const store = await RowStore.open()
    await timed('save', () => store.put(SESSION, state))
  },

  async kitRestore(kind: LargeState): Promise<void> {
    const manager = new AutoSaveManager(SESSION)
    const { state } = await timed('restore', () => manager.restore())
    expectSame(state, kind)
    await manager.dispose()
  },

  async rowRestore(kind: LargeState): Promise<void> {
    const state = await timed('restore', async () => (await RowStore.open()).get())
    expectSame(state, kind)
  },
}

export type Bench = typeof bench

/** A figure for something that was not done says nothing. */
function expectSame(state: unknown, kind: LargeState): void {
  if (JSON.stringify(state) !== JSON.stringify(largeStates[kind]())) throw new Error(`The ${kind} came back changed.`)
}

watchWrites()
Reflect.set(globalThis, 'bench', bench)
