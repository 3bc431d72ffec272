import type { AutoSaveOptions, RestoreResult, SaveResult, SaveSnapshot } from '@autosave-kit/core'
import type { SessionManager, SessionService } from '../session/SessionService.ts'
import { storyReport, storySnapshot } from './storySnapshot.ts'

/** A service that shows any state at once and writes down what is asked of it. Nothing is stored. */
export interface StoryService extends SessionService {
  /** What was asked, in order: "story: immediateSave". */
  readonly calls: readonly string[]
  /** Changes what is true of a session. */
  show(parts: Partial<SaveSnapshot>): void
  /** The next saves fail with this, until it is `undefined`. */
  failWith(error: Error | undefined): void
}

export function storyService(parts: Partial<SaveSnapshot> = {}): StoryService {
  const calls: string[] = []
  const listeners = new Set<() => void>()
  let failure: Error | undefined
  let snapshot = storySnapshot(parts)
  const show = (next: Partial<SaveSnapshot>): void => {
    snapshot = { ...snapshot, ...next }
    for (const listener of listeners) listener()
  }

  const note = (call: string): void => void calls.push(`${snapshot.sessionId}: ${call}`)
  const save = async (call: string): Promise<SaveResult> => {
    note(call)
    if (failure) throw failure
    if (call === 'immediateSave') show({ status: 'saved', revision: snapshot.revision + 1, savedAt: Date.now() })
    return { revision: snapshot.revision, durability: 'disk', superseded: false }
  }
  const base = {
    scheduleSave: () => save('scheduleSave'),
    immediateSave: () => save('immediateSave'),
    flush: () => save('flush'),
    pause: (reason = 'manual') => note(`pause ${reason}`),
    resume: (reason = 'manual') => {
      note(`resume ${reason}`)
      show({ pauseReasons: snapshot.pauseReasons.filter((own) => own !== reason) })
    },
    getSnapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const getManager = <TState>(): SessionManager<TState> => {
    let newest: TState | undefined
    return {
      ...base,
      restore: async (options): Promise<RestoreResult<TState>> => {
        newest = options?.current()
        return { state: undefined, revision: snapshot.revision, report: snapshot.restored ?? storyReport({}) }
      },
      resolveConflict: async (choice) => {
        note(`resolveConflict ${choice}`)
        show({ status: 'saved', error: undefined, savedAt: Date.now() })
        if (newest === undefined) throw new Error('A conflict is resolved after the session was restored.')
        return newest
      },
    }
  }
  return {
    calls,
    show,
    failWith: (error) => {
      failure = error
    },
    getManager,
    removeManager: async () => undefined,
    updateGlobalConfig: (_options: AutoSaveOptions) => undefined,
  }
}
