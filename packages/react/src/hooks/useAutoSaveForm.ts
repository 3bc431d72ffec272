import type { AutoSaveOptions, SaveResult } from '@autosave-kit/core'
import { useState, type RefObject } from 'react'
import { FormKeeper } from '../form/FormKeeper.ts'
import type { FormValues } from '../form/FormValues.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.ts'

/** @public */
export interface UseAutoSaveFormOptions {
  /** The name the form's values are kept under, on this device. One id is one form. */
  readonly id: string
  /** The form, where the app has a ref to it already; otherwise spread `formProps` on the form. */
  readonly form?: RefObject<HTMLFormElement | null> | undefined
  /** Told when saved values were shown in the form, after the controls have them. */
  readonly onRestore?: ((values: FormValues) => void) | undefined
  /**
   * Whether to save by itself.
   *
   * @defaultValue true
   */
  readonly enabled?: boolean | undefined
  /** Options of this session, on top of the provider's. Chosen files are stored unless `attachments: 'exclude'` says otherwise. */
  readonly config?: AutoSaveOptions<FormValues> | undefined
}

/** @public */
export interface AutoSaveFormHandle {
  /** To be spread on the form: `<form {...formProps}>`. */
  readonly formProps: { readonly ref: (form: HTMLFormElement | null) => void }
  /** Stores what the form holds now, with strict durability. Rejects with an `AutoSaveError`. */
  saveNow(): Promise<SaveResult>
}

/**
 * Keeps a plain `<form>` of uncontrolled fields safe, by the names of its controls: texts, choices and files. It never renders anything.
 *
 * Passwords, one-time codes, card fields (`autocomplete="cc-…"`), hidden fields and whatever is inside `data-autosave="off"` never leave
 * the page. What was typed before the saved values had been read stays. Controls that come to the page later get their values
 * then. Resetting the form, as after it was sent, empties what is saved too.
 *
 * Custom elements and `contenteditable` are not kept: give their values to `useAutoSave`.
 *
 * @example
 * ```tsx
 * const { formProps } = useAutoSaveForm({ id: 'contact' })
 * return <form {...formProps}><input name="email" /><textarea name="message" /></form>
 * ```
 *
 * @public
 */
export function useAutoSaveForm(options: UseAutoSaveFormOptions): AutoSaveFormHandle {
  const { id, form, onRestore, enabled = true, config } = options
  const registry = useRegistry()
  const [keeper] = useState(() => new FormKeeper())
  useIsomorphicLayoutEffect(() => {
    if (form) keeper.use(form.current)
    keeper.commit({ onRestore, isEnabled: enabled, config })
  })
  useIsomorphicLayoutEffect(() => {
    keeper.attach(registry, id)
    return () => keeper.detach()
  }, [keeper, registry, id])
  return keeper.handle
}
