import { isFormControl, type FormEntry, type FormValues } from './FormValues.ts'
import { isKeptControl } from './isKeptControl.ts'
import { keptControls, readControls, valueOf } from './readControls.ts'
import { isSameContent } from '../session/isSameContent.ts'
import { showInControls } from './showInControls.ts'

/**
 * A `<form>` on the page as a state: the values of its controls, and the way to show others in them.
 *
 * @remarks
 * Values of controls that went from the page (a step of a wizard, a part that is shown only for some answers) are kept, and shown in the
 * control when it comes back. `reset` empties everything.
 */
export class PlainForm {
  readonly #onChange: () => void
  readonly #seen = new WeakSet<Element>()
  #form: HTMLFormElement | undefined
  #values: FormValues | undefined
  #defaults: FormValues = {}
  #isShowing = false
  #stop: (() => void) | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** What it would hold if nobody had touched it. */
  get defaults(): FormValues {
    return this.#defaults
  }

  get values(): FormValues {
    return this.#values ?? this.#defaults
  }

  /** Another element, or none. */
  use(form: HTMLFormElement | null): void {
    if (form === (this.#form ?? null)) return
    this.#stop?.()
    this.#stop = undefined
    this.#form = form ?? undefined
    if (form === null) return
    this.#stop = this.#listen(form)
    if (this.#values) this.show(this.#values)
    else this.#begin(form)
  }

  /** Shows values in the controls that are there, and in those to come. */
  show(values: FormValues): void {
    this.#values = values
    if (!this.#form) return
    const controls = keptControls(this.#form)
    this.#showing(() => {
      for (const [name, own] of controls) {
        for (const control of own) this.#seen.add(control)
        if (Object.hasOwn(values, name)) showInControls(own, entriesOf(values[name]))
      }
    })
  }

  /** Reads all of it: what a program wrote into a control came without an event. */
  readAll(): void {
    if (this.#form) this.#values = { ...this.values, ...readControls(this.#form) }
  }

  #begin(form: HTMLFormElement): void {
    this.#defaults = readControls(form, 'default')
    // Typed before this code was here: on a page that a server rendered, or kept by the browser over a reload.
    const values = readControls(form)
    this.#values = isSameContent(values, this.#defaults) ? this.#defaults : values
    for (const element of form.elements) this.#seen.add(element)
  }

  #listen(form: HTMLFormElement): () => void {
    // On the document: a control may stand outside of its form.
    const page = form.ownerDocument
    const onInput = ({ target }: Event): void => this.#take(target)
    const onReset = ({ target }: Event): void => {
      // The event comes before the reset.
      if (target === form) setTimeout(() => this.#reset(form))
    }
    const observer = new MutationObserver(() => this.#meetControls(form))
    observer.observe(form, { childList: true, subtree: true })
    page.addEventListener('input', onInput)
    page.addEventListener('change', onInput)
    page.addEventListener('reset', onReset)
    return () => {
      observer.disconnect()
      page.removeEventListener('input', onInput)
      page.removeEventListener('change', onInput)
      page.removeEventListener('reset', onReset)
    }
  }

  #take(target: EventTarget | null): void {
    if (this.#isShowing || !isFormControl(target) || target.form !== this.#form || !isKeptControl(target)) return
    const { name } = target
    this.#seen.add(target)
    const sharers = Array.from(this.#form?.elements ?? []).filter(isFormControl)
    this.#values = { ...this.values, [name]: valueOf(sharers.filter((one) => one.name === name && isKeptControl(one))) }
    this.#onChange()
  }

  #reset(form: HTMLFormElement): void {
    if (form !== this.#form) return
    this.#values = readControls(form)
    this.#onChange()
  }

  /** Controls that came later show what is known for their name. */
  #meetControls(form: HTMLFormElement): void {
    for (const [name, controls] of keptControls(form)) {
      const isNew = controls.every((control) => !this.#seen.has(control))
      for (const control of controls) this.#seen.add(control)
      const { values } = this
      if (isNew && Object.hasOwn(values, name)) this.#showing(() => showInControls(controls, entriesOf(values[name])))
    }
  }

  #showing(show: () => void): void {
    this.#isShowing = true
    try {
      show()
    } finally {
      this.#isShowing = false
    }
  }
}

/** What was saved may be of an older form, or have lost a file. */
function entriesOf(value: unknown): readonly FormEntry[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  return entries.filter((entry) => typeof entry === 'string' || entry instanceof File)
}
