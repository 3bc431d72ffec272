import { AutoSaveManager } from '@autosave-kit/core'
import { nextTask } from './timed.ts'

/** A session as a studio has it: a list of chunks, of which one is typed in. */
interface ChunkSession {
  readonly chunks: readonly { readonly text: string }[]
}

const KEYS_PER_TASK = 10

let open: { readonly manager: AutoSaveManager; readonly states: readonly [ChunkSession, ChunkSession] } | undefined

/** Saved once, and two states more of it: each a letter away from the other. */
export async function prepareHandOver(state: unknown): Promise<void> {
  const manager = new AutoSaveManager('bench')
  await manager.restore()
  // The states of this bench are all of this shape.
  const session = state as ChunkSession
  void manager.scheduleSave(session)
  await manager.flush()
  open = { manager, states: [typeIn(session, 'a'), typeIn(session, 'b')] }
}

/**
 * Microseconds of one `scheduleSave`, for each of `tasks` tasks of ten calls; early commits and saves come in between,
 * as they do while somebody types.
 */
export async function timeHandOver(tasks: number): Promise<number[]> {
  const times: number[] = []
  for (let task = 0; task < tasks; task += 1) {
    await nextTask()
    const start = performance.now()
    handOver(KEYS_PER_TASK)
    times.push(((performance.now() - start) * 1_000) / KEYS_PER_TASK)
  }
  return times
}

/** Many in one task: what is allocated meanwhile is theirs. */
export function handOver(count: number): void {
  if (open === undefined) throw new Error('Nothing was prepared.')
  const { manager, states } = open
  for (let call = 0; call < count; call += 1) void manager.scheduleSave(states[call % 2 === 0 ? 0 : 1])
}

function typeIn(session: ChunkSession, letter: string): ChunkSession {
  const chunks = session.chunks.map((chunk, index) => (index === 0 ? { ...chunk, text: chunk.text + letter } : chunk))
  return { ...session, chunks }
}
