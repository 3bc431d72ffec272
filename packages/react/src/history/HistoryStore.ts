import { AutoSaveError, type HistoryEntry, type SaveResult } from '@autosave-kit/core'
import type { SaveSession } from '../session/SaveSession.ts'
import { restoreRevision } from '../session/restoreRevision.ts'
import { isSameContent } from '../session/isSameContent.ts'

/** Which session's versions are listed, and when to look again. */
export interface HistorySource {
  subscribe(listener: () => void): () => void
  getSession(): SaveSession | undefined
}

/** What is known of the versions now: the same object until something in it changes. */
export interface HistoryView {
  readonly versions: readonly HistoryEntry[]
  readonly isLoading: boolean
  readonly error: unknown
}

/** @public */
export interface RestoredVersion {
  /** The revision that was the newest before: restoring it takes the restore back. */
  readonly previousRevision: number
}

export const unreadHistory: HistoryView = { versions: [], isLoading: true, error: undefined }
const noHistory: HistoryView = { versions: [], isLoading: false, error: undefined }

/** Shortest time between two looks that nobody asked for, in ms. */
const QUIET_MS = 1_000
/** Reading a history costs what the session holds: after it, this many times as long is left to everything else. */
const QUIET_SHARE = 20

/**
 * The list of a session's versions, read when somebody looks and after saves while somebody does.
 *
 * @remarks
 * A save only arms a timer, and not even that while a list is being read; nothing here runs for a keystroke.
 */
export class HistoryStore {
  readonly #source: HistorySource
  readonly #listeners = new Set<() => void>()
  #view = unreadHistory
  #session: SaveSession | undefined
  /** The revision the list was read at. */
  #readRevision = -1
  #quietUntil = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #reading: Promise<void> | undefined
  #nextReading: Promise<void> | undefined
  #unsubscribe: (() => void) | undefined

  constructor(source: HistorySource) {
    this.#source = source
  }

  readonly getSnapshot = (): HistoryView => this.#view

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#unsubscribe === undefined) this.#start()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#stop()
    }
  }

  /** Reads the list again. It settles when the list is of no earlier than now; what goes wrong is in the view. */
  readonly refresh = (): Promise<void> => {
    if (this.#reading === undefined) return this.#read()
    this.#nextReading ??= this.#reading.then(() => {
      this.#nextReading = undefined
      return this.#read()
    })
    return this.#nextReading
  }

  readonly restore = async (revision: number): Promise<RestoredVersion> => {
    try {
      return { previousRevision: await restoreRevision(this.#needSession(), revision) }
    } finally {
      // Also when it failed: a version that is not kept any more must not be offered again.
      await this.refresh()
    }
  }

  readonly saveVersion = async (label?: string): Promise<SaveResult> => {
    const result = await this.#needSession().saveNow(label)
    await this.refresh()
    return result
  }

  #start(): void {
    this.#unsubscribe = this.#source.subscribe(() => this.#look())
    // React takes a subscription away and puts it back at once, in StrictMode: the list under way will do.
    if (!this.#look() && this.#session && this.#reading === undefined) void this.refresh()
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
  }

  /** Answers whether another session's list is being read now. */
  #look(): boolean {
    const session = this.#source.getSession()
    if (session !== this.#session || this.#view === unreadHistory) {
      if (session === this.#session && this.#reading !== undefined) return true
      this.#session = session
      this.#show(session ? unreadHistory : noHistory)
      if (session) void this.refresh()
      return session !== undefined
    }
    if (session && session.getSnapshot().revision !== this.#readRevision) this.#readWhenQuiet()
    return false
  }

  #readWhenQuiet(): void {
    if (this.#reading !== undefined || this.#timer !== undefined) return
    const delayMs = Math.max(0, this.#quietUntil - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.refresh()
    }, delayMs)
  }

  #read(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#reading = this.#readOf(this.#source.getSession()).finally(() => {
      this.#reading = undefined
      if (this.#unsubscribe) this.#look()
    })
    return this.#reading
  }

  async #readOf(session: SaveSession | undefined): Promise<void> {
    if (session === undefined) return
    this.#readRevision = session.getSnapshot().revision
    const startedAt = performance.now()
    const view = await session.manager.getHistory().then(
      (versions): HistoryView => ({ versions, isLoading: false, error: undefined }),
      (error: unknown): HistoryView => ({ versions: this.#view.versions, isLoading: false, error }),
    )
    const endedAt = performance.now()
    this.#quietUntil = endedAt + Math.max(QUIET_MS, QUIET_SHARE * (endedAt - startedAt))
    if (session === this.#source.getSession()) this.#show(view)
  }

  #show(view: HistoryView): void {
    if (isSameContent(view, this.#view)) return
    this.#view = view
    for (const listener of this.#listeners) listener()
  }

  #needSession(): SaveSession {
    const session = this.#source.getSession()
    if (session) return session
    throw new AutoSaveError('DISPOSED', {
      what: 'A version was asked for, and no component on this page calls useAutoSave for that session.',
      why: 'Nothing was changed: there is no form to show it in.',
      fix: 'Mount the component that keeps the session, or check the id.',
    })
  }
}
