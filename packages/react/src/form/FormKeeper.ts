import type { AutoSaveOptions, SaveResult } from '@autosave-kit/core'
import { FormBinding } from '../session/FormBinding.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'
import { PlainForm } from './PlainForm.ts'
import type { FormValues } from './FormValues.ts'

/** What the component said in its last commit. */
export interface FormOptions {
  readonly onRestore: ((values: FormValues) => void) | undefined
  readonly isEnabled: boolean
  readonly config: AutoSaveOptions<FormValues> | undefined
}

/** The lasting side of one `useAutoSaveForm` call: a form on the page, kept as the state of a session. */
export class FormKeeper {
  readonly #binding = new FormBinding<FormValues>()
  readonly #form = new PlainForm(() => this.#handOver(this.#form.values))
  #options: FormOptions = { onRestore: undefined, isEnabled: true, config: undefined }
  /** Until then there is nothing to say, and later nothing to begin with. */
  #phase: 'new' | 'attached' | 'detached' = 'new'

  readonly handle = {
    formProps: { ref: (form: HTMLFormElement | null): void => this.use(form) },
    saveNow: (): Promise<SaveResult> => {
      this.#form.readAll()
      this.#handOver(this.#form.values)
      return this.#binding.handle.saveNow()
    },
  }

  use(form: HTMLFormElement | null): void {
    this.#form.use(form)
  }

  commit(options: FormOptions): void {
    this.#options = options
    if (this.#phase === 'attached') this.#handOver(this.#form.values)
  }

  attach(registry: SessionRegistry, id: string): void {
    // First what the form began with: whatever differs from that was typed, and stays.
    this.#handOver(this.#phase === 'new' ? this.#form.defaults : this.#form.values)
    this.#phase = 'attached'
    this.#binding.attach(registry, id)
    this.#handOver(this.#form.values)
  }

  detach(): void {
    this.#binding.detach()
    this.#phase = 'detached'
  }

  #handOver(state: FormValues): void {
    const { isEnabled, config } = this.#options
    this.#binding.commit({ state, onRestore: this.#onRestore, isEnabled, config: { attachments: 'store', ...config } })
  }

  readonly #onRestore = (values: FormValues): void => {
    this.#form.show(values)
    this.#handOver(values)
    this.#options.onRestore?.(values)
  }
}
