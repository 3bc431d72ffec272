import type { FormControl, FormEntry } from './FormValues.ts'

/**
 * Shows an entry of a form's saved values in its controls, and tells the app's listeners where that changed something, as typing would.
 *
 * @param entries - All of them, for the controls of one name.
 */
export function showInControls(controls: readonly FormControl[], entries: readonly FormEntry[]): void {
  const texts = entries.filter((entry) => typeof entry === 'string')
  let next = 0
  for (const control of controls) {
    if (control instanceof HTMLSelectElement) showChoice(control, texts)
    else if (control.type === 'checkbox' || control.type === 'radio') showChecked(control, texts)
    else if (control.type === 'file') showFiles(control, entries)
    else showText(control, texts[next++])
  }
}

function showText(control: HTMLInputElement | HTMLTextAreaElement, text: string | undefined): void {
  if (text === undefined || control.value === text) return
  set(control, 'value', text)
  tell(control)
}

function showChecked(control: HTMLInputElement | HTMLTextAreaElement, texts: readonly string[]): void {
  if (!(control instanceof HTMLInputElement) || control.checked === texts.includes(control.value)) return
  // React hears of boxes by their click, which also changes them.
  if (control.type === 'checkbox' || !control.checked) control.click()
  else set(control, 'checked', false)
}

function showChoice(control: HTMLSelectElement, texts: readonly string[]): void {
  const options = Array.from(control.options)
  // An option the app does not offer any more: what it chose itself stays.
  if (!control.multiple && !options.some(({ value }) => texts.includes(value))) return
  const isShown = options.every((option) => option.selected === texts.includes(option.value))
  if (isShown) return
  for (const option of options) option.selected = texts.includes(option.value)
  tell(control)
}

function showFiles(control: FormControl, entries: readonly FormEntry[]): void {
  const files = entries.filter((entry) => typeof entry !== 'string')
  if (!(control instanceof HTMLInputElement) || files.length === 0 || control.files?.length) return
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  control.files = transfer.files
  tell(control)
}

/** By the browser's own setter: React puts one of its own on the element, and would take the event that follows for no change. */
function set(control: FormControl, name: 'value' | 'checked', value: string | boolean): void {
  const prototype: unknown = Object.getPrototypeOf(control)
  if (typeof prototype === 'object' && prototype !== null) Reflect.set(prototype, name, value, control)
}

function tell(control: FormControl): void {
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
}
