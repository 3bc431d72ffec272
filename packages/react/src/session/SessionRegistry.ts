import type { AutoSaveOptions, SaveSnapshot } from '@autosave-kit/core'
import { idleSnapshot } from '../status/idleSnapshot.ts'
import { mostUrgent } from '../status/mostUrgent.ts'
import { reportAppError } from './reportAppError.ts'
import { SaveSession } from './SaveSession.ts'
import type { SessionService } from './SessionService.ts'

/**
 * How long a session nobody shows keeps its manager, in ms. StrictMode, a keyed remount and a change of route come back within it and
 * find everything as it was; longer would only keep a lock and memory.
 */
const GRACE_MS = 5_000

/**
 * The sessions in use on one service, and who tells whom about them.
 *
 * @remarks
 * A session leaves when nobody has shown it for the grace period *and* everything in it is stored: a failing save keeps its session,
 * and its place on the badge, until it is solved.
 */
export class SessionRegistry {
  readonly service: SessionService
  readonly #sessions = new Map<string, SaveSession>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()
  /** Sessions being read for components that wait for it in a render, until one of them is on the page. */
  readonly readings = new Map<string, Promise<unknown>>()

  constructor(service: SessionService) {
    this.service = service
  }

  /** The session of an id, made when it is not there. Throws what the service throws for a bad id or option. */
  open<TState>(id: string, options?: AutoSaveOptions<TState>): SaveSession<TState> {
    // Whoever comes to the page from now on asks the engine, which knows of later edits.
    this.readings.delete(id)

    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    const known = this.#sessions.get(id)
    // One id is one state: the type of whoever opened it first is the only one this session was made for.
    if (known) {
      if (options !== undefined) this.service.getManager<TState>(id, options)
      return known as SaveSession<TState>
    }
    const session = new SaveSession<TState>(id, this.service.getManager<TState>(id, options), {
      onIdle: () => this.#scheduleRelease(id),
      onChange: () => this.#onSessionChange(id),
    })
    this.#sessions.set(id, session)
    this.#notify()
    return session
  }

  /** Lets go, after a while, of a session that no component shows. */
  releaseUnshown(id: string): void {
    if (this.#sessions.get(id)?.linkCount === 0) this.#scheduleRelease(id)
  }

  /** Whoever opens the session from now on gets another manager. */
  forget(id: string): Promise<void> {
    this.#sessions.get(id)?.close()
    this.#sessions.delete(id)
    this.readings.delete(id)
    this.#notify()
    return this.service.removeManager(id)
  }

  getSessions(id?: string): readonly SaveSession[] {
    const sessions = [...this.#sessions.values()]
    return id === undefined ? sessions : sessions.filter((session) => session.id === id)
  }

  /** The snapshot of one session, or of the most urgent of all: the same object until something in it changes. */
  getSnapshot(id?: string): SaveSnapshot {
    return mostUrgent(this.getSessions(id).map((session) => session.getSnapshot())) ?? idleSnapshot
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A person turned saving off. */
  pause(id?: string): void {
    for (const { manager } of this.getSessions(id)) manager.pause()
  }

  /** Ends the pause a person made. */
  resume(id?: string): void {
    for (const { manager } of this.getSessions(id)) manager.resume()
  }

  /** Stores what is on the screen, in each session; the first failure is the answer, when all have been tried. */
  async saveNow(id?: string): Promise<void> {
    const outcomes = await Promise.allSettled(this.getSessions(id).map((session) => session.saveNow()))
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  /** A person wants to write here what another tab has open for writing. */
  async takeOver(id: string): Promise<void> {
    await Promise.all(this.getSessions(id).map((session) => session.manager.takeOver()))
  }

  #scheduleRelease(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.set(
      id,
      setTimeout(() => this.#release(id), GRACE_MS),
    )
  }

  #release(id: string): void {
    this.#timers.delete(id)
    const session = this.#sessions.get(id)
    if (!session || session.linkCount > 0) return
    // What a disabled form left behind is stored now: nobody is there any more to turn saving on again.
    session.setEnabled(true)
    if (session.isSettled) this.forget(id).catch(reportAppError)
  }

  #onSessionChange(id: string): void {
    const session = this.#sessions.get(id)
    if (session && session.linkCount === 0 && session.isSettled && !this.#timers.has(id)) this.#scheduleRelease(id)
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}
