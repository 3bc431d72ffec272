import {
  defaultConfig,
  type HistoryEntry,
  type RecoverableSession,
  type RestoreResult,
  type SaveResult,
  type SaveSnapshot,
  type SessionVersion,
} from '@autosave-kit/core'
import type { SessionManager, SessionService } from '../session/SessionService.ts'
import { storyMetrics, storyStorage } from './storyFigures.ts'
import { storyState } from './storyVersions.ts'
import { storyShelf } from './storyShelf.ts'
import { storyReport, storySnapshot } from './storySnapshot.ts'

/** A service whose sessions are in any state at once, and which writes down what is asked of it. Nothing is stored. */
export interface StoryService extends SessionService {
  /** What was asked, in order: `immediateSave`, `pause disabled`, … */
  readonly calls: readonly string[]
  /** Begins anew with this state. */
  reset(parts: Partial<SaveSnapshot>): void
  /** Changes what is true of the sessions. */
  show(parts: Partial<SaveSnapshot>): void
  /** From now on saves, and bringing back, fail with this. */
  failWith(error: Error): void
  /** What the history holds, newest first; an error when it cannot be read. */
  keep(versions: readonly HistoryEntry[] | Error): void
  /** What can be recovered. */
  offer(sessions: readonly RecoverableSession[]): void
  /** From now on saves take as long as this promise. */
  holdUntil(released: Promise<void>): void
}

export function storyService(parts: Partial<SaveSnapshot> = {}): StoryService {
  const stage = new Stage(parts)
  return {
    get calls() {
      return stage.calls
    },
    reset: (next) => stage.reset(next),
    show: (next) => stage.show(next),
    failWith: (error) => {
      stage.failure = error
    },
    keep: (versions) => {
      stage.versions = versions
    },
    offer: (sessions) => stage.shelf.offer(sessions),
    holdUntil: (released) => {
      stage.released = released
    },
    getManager: (id) => storyManager(stage, id),
    removeManager: async () => stage.note('removeManager'),
    updateGlobalConfig: () => stage.note('updateGlobalConfig'),
    on: () => () => undefined,
    getStorageInfo: async () => storyStorage,
    ...storyKeeping(stage),
    readVersion: (_id, revision) => stage.readVersion(revision),
    ...stage.shelf.service,
  }
}

/** The engine's own default reason. */
const MANUAL = 'manual'

/** What all sessions of a story service share. */
class Stage {
  calls: string[] = []
  failure: Error | undefined
  released: Promise<void> | undefined
  versions: readonly HistoryEntry[] | Error = []
  readonly shelf = storyShelf((call) => {
    this.note(call)
    if (this.failure) throw this.failure
  })
  readonly listeners = new Set<() => void>()
  readonly #snapshots = new Map<string, SaveSnapshot>()
  #parts: Partial<SaveSnapshot>

  constructor(parts: Partial<SaveSnapshot>) {
    this.#parts = parts
  }

  note(call: string): void {
    this.calls.push(call)
  }

  reset(parts: Partial<SaveSnapshot>): void {
    this.calls = []
    this.failure = undefined
    this.released = undefined
    this.versions = []
    this.#parts = {}
    this.show(parts)
  }

  show(parts: Partial<SaveSnapshot>): void {
    this.#parts = { ...this.#parts, ...parts }
    this.#snapshots.clear()
    for (const listener of this.listeners) listener()
  }

  async save(call: string, sessionId: string): Promise<SaveResult> {
    this.note(call)
    await this.released
    if (this.failure) throw this.failure
    const revision = this.snapshotOf(sessionId).revision + 1
    if (call === 'immediateSave') this.show({ status: 'saved', isUnsaved: false, revision, savedAt: Date.now() })
    return { revision: this.snapshotOf(sessionId).revision, durability: 'disk', superseded: false }
  }

  async getHistory(): Promise<readonly HistoryEntry[]> {
    this.note('getHistory')
    await this.released
    if (this.versions instanceof Error) throw this.versions
    return this.versions
  }

  async readVersion<TState>(revision = 0): Promise<SessionVersion<TState>> {
    this.note(`readVersion ${revision}`)
    if (this.failure) throw this.failure
    // A story says what its sessions hold.
    const state = storyState(revision) as TState
    return { revision, savedAt: Date.now(), state, missingPaths: [] }
  }

  /** What a story's session answers with: the state its component came with. */
  known<TState>(state: TState | undefined): TState {
    if (state === undefined) throw new Error('A story asks for a state after its session was restored.')
    return state
  }

  /** The same object until the next `show`. */
  snapshotOf(sessionId: string): SaveSnapshot {
    const snapshot = this.#snapshots.get(sessionId) ?? storySnapshot({ ...this.#parts, sessionId })
    this.#snapshots.set(sessionId, snapshot)
    return snapshot
  }
}

/** What is kept, as a whole. */
function storyKeeping(
  stage: Stage,
): Pick<SessionService, 'exportSession' | 'importSession' | 'listSessions' | 'purge'> {
  return {
    exportSession: async (id) => {
      stage.note(`exportSession ${id}`)
      return new File(['{}'], 'story.autosave')
    },
    importSession: async (file) => {
      stage.note(`importSession ${await file.text()}`)
      if (stage.failure) throw stage.failure
      return { id: 'story-2', exportedId: 'story', title: 'A story', exportedAt: Date.now() }
    },
    listSessions: async () => [
      { id: 'story', title: 'A story', createdAt: 0, updatedAt: 2, forkOf: undefined },
      { id: 'letter', title: 'Letter to Hawthorne', createdAt: 0, updatedAt: 1, forkOf: undefined },
    ],
    purge: async () => {
      stage.note('purge')
      if (stage.failure) throw stage.failure
      return { isComplete: true }
    },
  }
}

function storyManager<TState>(stage: Stage, id: string): SessionManager<TState> {
  let newest: TState | undefined
  const metrics = { ...storyMetrics, sessionId: id }
  const getSnapshot = (): SaveSnapshot => stage.snapshotOf(id)
  const save = (call: string): Promise<SaveResult> => stage.save(call, id)
  return {
    restore: async (options): Promise<RestoreResult<TState>> => {
      newest = options?.current()
      return { state: undefined, revision: 0, report: getSnapshot().restored ?? storyReport({}) }
    },
    scheduleSave: () => save('scheduleSave'),
    immediateSave: () => save('immediateSave'),
    flush: () => save('flush'),
    pause: (reason) => stage.note(`pause ${reason ?? MANUAL}`),
    resume: (reason) => {
      const ended = reason ?? MANUAL
      stage.note(`resume ${ended}`)
      stage.show({ pauseReasons: getSnapshot().pauseReasons.filter((own) => own !== ended) })
    },
    ...storyTabs(stage, () => stage.known(newest)),
    // What was recovered is open before any component shows it. A story says what its sessions hold.
    ...storyHistory(stage, id, () => newest ?? (storyState(0) as TState)),
    config: defaultConfig,
    toJson: (state) => JSON.stringify(state),
    getSnapshot,
    getMetrics: () => metrics,
    subscribeRemoteChange: () => () => undefined,
    subscribe: (listener) => {
      stage.listeners.add(listener)
      return () => stage.listeners.delete(listener)
    },
  }
}

function storyHistory<TState>(
  stage: Stage,
  id: string,
  newest: () => TState,
): Pick<SessionManager<TState>, 'getHistory' | 'restoreRevision'> {
  return {
    getHistory: () => stage.getHistory(),
    restoreRevision: async (revision) => {
      await stage.save(`restoreRevision ${revision}`, id)
      return newest()
    },
  }
}

function storyTabs<TState>(
  stage: Stage,
  newest: () => TState,
): Pick<SessionManager<TState>, 'takeOver' | 'resolveConflict'> {
  return {
    takeOver: async () => {
      stage.note('takeOver')
      if (stage.failure) throw stage.failure
      stage.show({ access: 'writer', pauseReasons: [] })
    },
    resolveConflict: async (choice) => {
      stage.note(`resolveConflict ${typeof choice === 'string' ? choice : 'part by part'}`)
      if (stage.failure) throw stage.failure
      stage.show({ status: 'saved', isUnsaved: false, error: undefined, savedAt: Date.now() })
      return newest()
    },
  }
}
