import type { SaveSession } from './SaveSession.ts'

/** What opening a session found, for a component that waits for it before it shows anything. */
export interface SavedState<TState> {
  /** `undefined` where nothing was saved, or where it cannot be known yet. */
  readonly state: TState | undefined
}

/**
 * Reads a session for whoever waits in a render. It always resolves, and does not wait for a storage that fails: nobody must be kept
 * from typing by it. What is read later comes through `onRestore`.
 */
export function readSaved<TState>(session: SaveSession<TState>): Promise<SavedState<TState>> {
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
