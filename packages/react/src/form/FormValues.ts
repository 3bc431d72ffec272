/** A text, or a chosen file. @public */
export type FormEntry = string | File

/**
 * What a form holds, by the names of its controls: an entry, or a list where a name can have several or none (checkboxes, radios, files,
 * a `<select multiple>`, one name in several fields).
 *
 * @public
 */
export type FormValues = Readonly<Record<string, FormEntry | readonly FormEntry[]>>

export type FormControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export function isFormControl(element: unknown): element is FormControl {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  )
}
