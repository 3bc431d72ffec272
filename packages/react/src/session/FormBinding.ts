import { AutoSaveError, type AutoSaveOptions, type SaveResult } from '@autosave-kit/core'
import type { DeveloperHints } from './DeveloperHints.ts'
import { isDevelopment } from './isDevelopment.ts'
import { isSameContent } from './isSameContent.ts'
import { reportAppError } from './reportAppError.ts'
import type { SaveSession } from './SaveSession.ts'
import { SessionLink } from './SessionLink.ts'
import type { StateOrigin } from './StateOrigin.ts'
import type { SessionRegistry } from './SessionRegistry.ts'

/** What a component committed. */
export interface FormCommit<TState> {
  readonly state: TState
  readonly onRestore: (state: TState) => void
  readonly onRemoteChange?: ((state: TState) => void) | undefined
  readonly isEnabled: boolean
  readonly config?: AutoSaveOptions<TState> | undefined
}

/** What a component remembers of the session it was attached to last, for when it comes back (StrictMode, Activity). */
interface Memory<TState> {
  readonly session: SaveSession<TState>
  readonly known: TState
  readonly isRestored: boolean
}

/** The lasting side of one `useAutoSave` call. Every method is called in an effect or an event, never in render. */
export class FormBinding<TState> {
  #commit: FormCommit<TState> | undefined
  #session: SaveSession<TState> | undefined
  #link: SessionLink<TState> | undefined
  #registry: SessionRegistry | undefined
  #memory: Memory<TState> | undefined
  #hints: Promise<DeveloperHints> | undefined

  readonly handle = {
    saveNow: (): Promise<SaveResult> => this.#link?.saveNow() ?? Promise.reject(notAttached()),
  }

  commit(commit: FormCommit<TState>): void {
    const before = this.#commit
    this.#commit = commit
    if (!isSameContent(before?.config, commit.config)) this.#configure()
    this.#session?.setEnabled(commit.isEnabled)
    this.#link?.commit(commit.state)
    this.#hint((hints) => this.#watchMutations(hints))
  }

  attach(registry: SessionRegistry, id: string): void {
    const commit = this.#commit
    if (!commit) return
    try {
      const session = registry.open<TState>(id, commit.config)
      // The same id may have got another manager since.
      const memory = this.#memory?.session === session ? this.#memory : undefined
      const wasHere = this.#memory?.session.id === id
      session.setEnabled(commit.isEnabled)
      this.#session = session
      this.#registry = registry
      this.#link = new SessionLink(session, {
        current: commit.state,
        baseline: wasHere && this.#memory ? this.#memory.known : commit.state,
        isBaselineKnown: memory?.isRestored ?? false,
        apply: (state, origin) => this.#apply(state, origin),
      })
      session.add(this.#link)
      if (isDevelopment) this.#hints = loadHints(registry, id)
      this.#hint((hints) => this.#watchMutations(hints))
    } catch (error) {
      // An id that is not allowed must not take the app's page down; the error names it.
      reportAppError(error)
    }
  }

  #apply(state: TState, origin: StateOrigin): void {
    const { onRestore, onRemoteChange = onRestore } = this.#commit ?? {}
    if (origin === 'other tab') onRemoteChange?.(state)
    else onRestore?.(state)
  }

  /** Inline objects are new in every render; only what they say counts. */
  #configure(): void {
    if (this.#session === undefined) return
    try {
      this.#registry?.open<TState>(this.#session.id, this.#commit?.config)
    } catch (error) {
      reportAppError(error)
    }
  }

  /** Hints are never worth a failure: without them everything works. */
  #hint(use: (hints: DeveloperHints) => void): void {
    this.#hints?.then(use, () => undefined)
  }

  #watchMutations(hints: DeveloperHints): void {
    if (this.#session?.manager.config.compare === 'identity') hints.look(this.#commit?.state)
  }

  detach(): void {
    if (this.#link && this.#session) {
      this.#memory = { session: this.#session, known: this.#link.known, isRestored: this.#link.isRestored }
      this.#link.detach()
    }
    this.#hint((hints) => hints.end())
    this.#hints = undefined
    this.#link = undefined
    this.#session = undefined
  }
}

async function loadHints(registry: SessionRegistry, id: string): Promise<DeveloperHints> {
  const { DeveloperHints: Hints } = await import('./DeveloperHints.ts')
  return new Hints(registry, id)
}

function notAttached(): AutoSaveError {
  return new AutoSaveError('DISPOSED', {
    what: 'saveNow was called while the component is not on the page.',
    why: 'What it showed was stored when it went; there is nothing newer to store.',
    fix: 'Call saveNow in an event handler of the mounted component.',
  })
}
