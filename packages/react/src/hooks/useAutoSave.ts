import type { AutoSaveOptions, SaveResult } from '@autosave-kit/core'
import { useState } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { FormBinding } from '../session/FormBinding.ts'
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.ts'

/** @public */
export interface UseAutoSaveOptions<TState> {
  /** The name the state is kept under, on this device. One id is one state: two components must not share one. */
  readonly id: string
  /**
   * Shows a state in the app: saved work when the component mounts, and the outcome of a conflict. It is called outside of render,
   * with a state that already holds what was typed while the saved work was read; usually it is a state setter. What it throws is
   * reported to `window.onerror`.
   */
  readonly onRestore: (state: TState) => void
  /**
   * Shows a state that has another tab's changes in it, with what is typed here on top. For apps that treat that differently from saved
   * work, say by not making it a step that can be undone.
   *
   * @defaultValue what `onRestore` is
   */
  readonly onRemoteChange?: ((state: TState) => void) | undefined
  /**
   * Whether to save by itself. While `false`, changes are held in memory and Save now works; they are stored when it is `true` again,
   * or some seconds after the component has gone.
   *
   * @defaultValue true
   */
  readonly enabled?: boolean | undefined
  /**
   * Options of this session (its `migrations` and `schema`, `exclude`, `debounceMs`…), on top of the provider's. A new object with the
   * same content changes nothing; a function or a schema is the same only when it is the very one, so define these outside of the component.
   */
  readonly config?: AutoSaveOptions<TState> | undefined
}

/** @public */
export interface AutoSaveHandle {
  /**
   * Stores what the component shows now, with strict durability, also while saving is off. Rejects with an `AutoSaveError` when it could
   * not be stored; the work is held all the same.
   */
  saveNow(): Promise<SaveResult>
}

/**
 * Keeps a piece of state safe: restores it when the component mounts, and saves it whenever the component commits another one.
 *
 * The state is compared by identity, so it must be replaced, not mutated. Nothing is saved before restoring has settled, saving never
 * makes the component render, and unmounting stores what is left.
 *
 * Saved work that cannot be opened (a migration or the schema refuses it, or a newer app saved it) is left as it is. The error goes to
 * `window.onerror` once, and is in `useSaveStatus`; what is typed meanwhile is kept on the page, and leaving it asks first.
 *
 * @example
 * ```tsx
 * const [article, setArticle] = useState(emptyArticle)
 * useAutoSave(article, { id: 'article', onRestore: setArticle })
 * ```
 *
 * @public
 */
export function useAutoSave<TState>(state: TState, options: UseAutoSaveOptions<TState>): AutoSaveHandle {
  const { id, onRestore, onRemoteChange, enabled = true, config } = options
  const registry = useRegistry()
  // Made in render, but without any effect of its own: a render that is thrown away leaves nothing behind.
  const [binding] = useState(() => new FormBinding<TState>())
  // First the state, then the attachment: a change of id must attach with the state that came with it.
  useIsomorphicLayoutEffect(() => binding.commit({ state, onRestore, onRemoteChange, isEnabled: enabled, config }))
  useIsomorphicLayoutEffect(() => {
    binding.attach(registry, id)
    return () => binding.detach()
  }, [binding, registry, id])
  return binding.handle
}
