import { AutoSaveManager } from '@autosave-kit/core'
import { watchWrites } from './countWrites.ts'
import type { GrowingShape } from './growingStates.ts'
import { GrowingSession, growthOf } from './growthOf.ts'
import { handOver, prepareHandOver, timeHandOver } from './handOver.ts'
import { holdJustSaved, holdRestored, holdSaved, holdState } from './heldState.ts'
import { type LargeState, largeStates } from './largeStates.ts'
import { monitoringCost, typing } from './monitoringCost.ts'
import { RowStore } from './RowStore.ts'
import { timed } from './timed.ts'

const SESSION = 'bench'

const made = new Map<LargeState, unknown>()
let growing: GrowingSession | undefined

/** What the runner calls in the page, by name. */
const bench = {
  growth: growthOf,
  monitoringCost,
  typing,

  /** For the profiler, in two calls: what comes before the edits is not to be seen. */
  async prepareEdits(shape: GrowingShape, size: number): Promise<void> {
    growing = await GrowingSession.open(shape, size)
  },

  async edits(count: number): Promise<void> {
    for (let round = 0; round < count; round += 1) {
      growing?.edit()
      await growing?.save()
    }
  },

  /** For the profiler: how a state is made is not to be seen. */
  prepareState(kind: LargeState): void {
    stateOf(kind)
  },

  /** What every restore begins with, whatever there is to read. */
  async kitOpen(): Promise<void> {
    const manager = new AutoSaveManager(SESSION)
    await timed('open', () => manager.restore())
    await manager.dispose()
  },

  async rowOpen(): Promise<void> {
    await timed('open', () => RowStore.open())
  },

  async kitSave(kind: LargeState): Promise<void> {
    const state = stateOf(kind)
    const manager = new AutoSaveManager(SESSION)
    await manager.restore()
    await timed('save', () => {
      void manager.scheduleSave(state)
      return manager.flush()
    })
    await manager.dispose()
  },

  async rowSave(kind: LargeState): Promise<void> {
    const state = stateOf(kind)
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

  /** In three calls: only the last two are looked at. */
  prepareHandOver: (kind: LargeState) => prepareHandOver(largeStates[kind]()),
  timeHandOver,
  handOver,

  holdState: (kind: LargeState) => holdState(largeStates[kind]()),
  holdJustSaved: (kind: LargeState) => holdJustSaved(largeStates[kind]()),
  holdSaved: (kind: LargeState) => holdSaved(largeStates[kind]()),
  holdRestored,
}

export type Bench = typeof bench

function stateOf(kind: LargeState): unknown {
  const state = made.get(kind) ?? largeStates[kind]()
  made.set(kind, state)
  return state
}

/** A figure for something that was not done says nothing. */
function expectSame(state: unknown, kind: LargeState): void {
  if (JSON.stringify(state) !== JSON.stringify(stateOf(kind))) throw new Error(`The ${kind} came back changed.`)
}

watchWrites()
Reflect.set(globalThis, 'bench', bench)
