import { useState, useSyncExternalStore, type Dispatch, type SetStateAction } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { readSession } from '../session/readSession.ts'
import { useAutoSave, type AutoSaveHandle, type UseAutoSaveOptions } from './useAutoSave.ts'
import { waitInRender } from './waitInRender.ts'

/** @public */
export interface UseAutoSavedStateOptions<TState> extends Omit<UseAutoSaveOptions<TState>, 'onRestore'> {
  /**
   * Whether the component waits for its saved work before it is shown for the first time: the nearest `<Suspense>` shows its fallback
   * until then, and nothing flashes. It does not wait on a server, while a page hydrates, or for a storage that fails; there it begins
   * with `initial`, and saved work comes in when it has been read.
   *
   * @defaultValue false
   */
  readonly suspense?: boolean | undefined
}

/**
 * `useState` that remembers: it begins with what was saved under its id, and saves what it is set to.
 *
 * Without `suspense` it begins with `initial`, and what was saved follows as soon as it has been read; what was set meanwhile stays on top,
 * key by key. As with `useAutoSave`, the state must be replaced, not mutated, and one id is one state.
 *
 * @param initial - The state where nothing was saved, or a function that makes it.
 * @returns `useState`'s pair, and `saveNow` in a handle for whoever wants it.
 *
 * @example
 * ```tsx
 * const [article, setArticle] = useAutoSavedState(emptyArticle, { id: 'article' })
 * ```
 *
 * @public
 */
export function useAutoSavedState<TState>(
  initial: TState | (() => TState),
  { suspense = false, ...options }: UseAutoSavedStateOptions<TState>,
): readonly [TState, Dispatch<SetStateAction<TState>>, AutoSaveHandle] {
  const registry = useRegistry()
  const isHydrating = useSyncExternalStore(subscribeToNothing, no, yes)
  // Decided once: a component that is on the page never gives way to a fallback again.
  const [reading] = useState(() =>
    suspense && !isHydrating ? readSession<TState>(registry, { id: options.id, options: options.config }) : undefined,
  )
  const saved = reading && waitInRender(reading)
  const [state, setState] = useState(() => (saved?.state === undefined ? startOf(initial) : saved.state))
  // As a function: a state may be one itself, which React would call.
  const handle = useAutoSave(state, { ...options, onRestore: (restored) => setState(() => restored) })
  return [state, setState, handle]
}

function startOf<TState>(initial: TState | (() => TState)): TState {
  // As with useState, a state that is a function has to be wrapped in one.
  return typeof initial === 'function' ? (initial as () => TState)() : initial
}

function subscribeToNothing(): () => void {
  return () => undefined
}

function no(): boolean {
  return false
}

function yes(): boolean {
  return true
}
