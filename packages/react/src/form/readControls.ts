import { isKeptControl } from './isKeptControl.ts'
import { isFormControl, type FormControl, type FormEntry, type FormValues } from './FormValues.ts'

/** `now`: what a control shows. `default`: what it would show if nobody had touched it. */
type Moment = 'now' | 'default'

/** The controls of a form whose values are kept, by name, in the order of the page. */
export function keptControls(form: HTMLFormElement): ReadonlyMap<string, readonly FormControl[]> {
  const controls = new Map<string, FormControl[]>()
  for (const element of form.elements) {
    if (!isFormControl(element) || !isKeptControl(element)) continue
    const sharers = controls.get(element.name)
    if (sharers) sharers.push(element)
    else controls.set(element.name, [element])
  }
  return controls
}

/** What a form holds. Unlike `FormData` it tells an unchecked box from one that is not there, and reads disabled fields too. */
export function readControls(form: HTMLFormElement, moment: Moment = 'now'): FormValues {
  return Object.fromEntries(Array.from(keptControls(form), ([name, controls]) => [name, valueOf(controls, moment)]))
}

/** What the controls of one name hold. */
export function valueOf(controls: readonly FormControl[], moment: Moment = 'now'): FormEntry | readonly FormEntry[] {
  const entries = controls.flatMap((control) => entriesOf(control, moment))
  const [only, ...others] = controls
  const [entry] = entries
  return others.length === 0 && only && !isChoice(only) && entry !== undefined ? entry : entries
}

/** Whether the control may have no entry, or several. */
function isChoice({ type }: FormControl): boolean {
  return type === 'checkbox' || type === 'radio' || type === 'file' || type === 'select-multiple'
}

function entriesOf(control: FormControl, moment: Moment): readonly FormEntry[] {
  if (control instanceof HTMLSelectElement) return selectedValues(control, moment)
  if (control instanceof HTMLInputElement && isChoice(control)) return chosenEntries(control, moment)
  return [moment === 'now' ? control.value : control.defaultValue]
}

function chosenEntries(control: HTMLInputElement, moment: Moment): readonly FormEntry[] {
  if (control.type === 'file') return moment === 'now' ? Array.from(control.files ?? []) : []
  const isChosen = moment === 'now' ? control.checked : control.defaultChecked
  return isChosen ? [control.value] : []
}

function selectedValues(control: HTMLSelectElement, moment: Moment): readonly string[] {
  const options = Array.from(control.options)
  const chosen = options.filter((option) => (moment === 'now' ? option.selected : option.defaultSelected))
  // A list that shows one option shows the first, until something else is chosen.
  const shown =
    chosen.length === 0 && control.type === 'select-one' ? options.filter((option) => !option.disabled) : chosen
  return (control.multiple ? shown : shown.slice(0, 1)).map(({ value }) => value)
}
