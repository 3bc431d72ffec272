import { AutoSaveManager } from '@autosave-kit/core'
import { type WriteCount, countWrites } from './countWrites.ts'
import { type GrowingShape, type GrowingState, growingStates } from './growingStates.ts'
import { RowStore } from './RowStore.ts'
import { timed } from './timed.ts'

/** What is counted in the page; the times are in the trace. */
export interface Growth {
  readonly edit: WriteCount
  readonly put: WriteCount
  /** Ms for the comparison by identity alone. */
  readonly scanMs: number
}

const COUNTED_EDITS = 3

/** One state of a size: its first save, then edits, each beside a bare put of what it changed. */
export async function growthOf(shape: GrowingShape, size: number, edits: number): Promise<Growth> {
  const growing = growingStates[shape](size)
  const manager = new AutoSaveManager('bench')
  const rows = await RowStore.open()
  await manager.restore()
  const save = (state: unknown) => {
    void manager.scheduleSave(state)
    return manager.flush()
  }
  await timed('first', () => save(growing.initial))

  let { state } = { state: growing.initial }
  let what: unknown
  for (let round = 0; round < edits; round += 1) {
    ;({ state, what } = growing.edit(state, round))
    await timed('edit', () => save(state))
    await timed('put', () => rows.put('bench', what))
  }
  const counts: WriteCount[] = []
  for (let round = edits; round < edits + COUNTED_EDITS; round += 1) {
    ;({ state, what } = growing.edit(state, round))
    counts.push(await countWrites(() => save(state)))
  }
  const put = await countWrites(() => rows.put('bench', what))
  const scanMs = scanTime(growing, state)
  await manager.dispose()
  return { edit: largest(counts), put, scanMs }
}

function largest(counts: readonly WriteCount[]): WriteCount {
  return counts.reduce((one, other) => (other.bytes > one.bytes ? other : one))
}

/** Again and again, until a clock of a tenth of a millisecond has something to show. */
function scanTime(growing: GrowingState, old: unknown): number {
  const next = growing.edit(old, 0).state
  let repeats = 0
  let differences = 0
  const start = performance.now()
  while (performance.now() - start < 20) {
    differences += growing.scan(old, next)
    repeats += 1
  }
  if (differences !== repeats) throw new Error('The comparison did not find the one change.')
  return (performance.now() - start) / repeats
}
