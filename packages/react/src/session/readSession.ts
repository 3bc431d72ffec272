import type { AutoSaveOptions } from '@autosave-kit/core'
import type { SaveSession } from './SaveSession.ts'
import type { SessionRegistry } from './SessionRegistry.ts'

interface ReadRequest<TState> {
  readonly id: string
  readonly options: AutoSaveOptions<TState> | undefined
}

/** What opening a session found, for a component that waits for it before it shows anything. */
export interface SavedState<TState> {
  /** `undefined` where nothing was saved, or where it cannot be known yet. */
  readonly state: TState | undefined
}

/**
 * Reads a session for a component that waits for it in a render: the same promise until a component of that session is on the page.
 * It never rejects. A render that is thrown away leaves a session that is let go by itself.
 */
export function readSession<TState>(
  registry: SessionRegistry,
  request: ReadRequest<TState>,
): Promise<SavedState<TState>> {
  const { id, options } = request
  // One id is one state: whoever asks for it says what it is.
  const known = registry.readings.get(id) as Promise<SavedState<TState>> | undefined
  if (known) return known
  // In a task of its own: opening tells the components that show a status, and none may be told during a render.
  const reading: Promise<SavedState<TState>> = Promise.resolve()
    .then(() => {
      const isWanted = registry.readings.get(id) === reading
      try {
        return readSaved(registry.open(id, options))
      } finally {
        // Opening ends what was read before; whoever renders again is to find this one, also where the id was refused.
        if (isWanted) registry.readings.set(id, reading)
      }
    })
    .catch((): SavedState<TState> => ({ state: undefined }))
  registry.readings.set(id, reading)
  void reading.then(() => registry.releaseUnshown(id))
  return reading
}

/**
 * It always resolves, and does not wait for a storage that fails: nobody must be kept
 * from typing by it. What is read later comes through `onRestore`.
 */
function readSaved<TState>(session: SaveSession<TState>): Promise<SavedState<TState>> {
  return Promise.race([restored(session), trouble(session)])
}

async function restored<TState>(session: SaveSession<TState>): Promise<SavedState<TState>> {
  try {
    const { state } = await session.manager.restore()
    return { state }
  } catch {
    // The component's own link reads again, and tells of what it meets.
    return { state: undefined }
  }
}

/** Settles when reading has failed and is going to be tried again. */
function trouble<TState>(session: SaveSession<TState>): Promise<SavedState<TState>> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { restored: report, error } = session.getSnapshot()
      if (report === undefined && error === undefined) return
      end()
      if (error !== undefined) resolve({ state: undefined })
    }
    const end = session.manager.subscribe(look)
    look()
  })
}
