import type { FormControl } from './FormValues.ts'

/** What is sent with a form and was never typed into it; a hidden field may hold a token that is good for one visit. */
const UNKEPT_TYPES = new Set(['password', 'hidden', 'submit', 'button', 'reset', 'image'])
/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
const SECRET_HINT = /^(cc-.*|one-time-code|current-password|new-password)$/

/** Fields that were a password's once: a button that shows what was typed makes them text. */
const secrets = new WeakSet<Element>()

/**
 * Whether a control's value may be kept on this device: never a password or a payment card's, nothing that has no name, and nothing
 * inside `data-autosave="off"`.
 */
export function isKeptControl(control: FormControl): boolean {
  if (control.type === 'password') secrets.add(control)
  if (control.name === '' || secrets.has(control) || UNKEPT_TYPES.has(control.type)) return false
  // The attribute, not the property: Firefox leaves out what it does not fill in itself, `one-time-code` among it.
  const hints = (control.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/)
  if (hints.some((hint) => SECRET_HINT.test(hint))) return false
  return control.closest('[data-autosave="off"]') === null
}
