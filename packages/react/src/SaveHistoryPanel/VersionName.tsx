import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import type { SaveHistory } from '../hooks/useSaveHistory.ts'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { problemWords, type SaveHistoryLabels } from './saveHistoryLabels.ts'

interface VersionNameProps {
  readonly labels: SaveHistoryLabels
  readonly saveVersion: SaveHistory['saveVersion']
}

/** Long enough for a sentence, short enough for a row. */
const LONGEST_NAME = 80

/**
 * A button that opens a field for a name. It is no `<form>`: the panel may stand inside one of the app's, where a form is not allowed
 * and Enter would send the app's.
 */
export function VersionName({ labels, saveVersion }: VersionNameProps) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const fieldId = useId()
  const close = (): void => {
    // The field goes away; focus stays here.
    opener.current?.focus()
    setOpen(false)
  }
  return (
    <div className="autosave-version-name">
      <button
        ref={opener}
        type="button"
        className="autosave-action"
        aria-expanded={isOpen}
        aria-controls={isOpen ? fieldId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {labels.nameVersion}
      </button>
      {isOpen && <NameField id={fieldId} labels={labels} saveVersion={saveVersion} onClose={close} />}
    </div>
  )
}

interface NameFieldProps extends VersionNameProps {
  readonly id: string
  readonly onClose: () => void
}

function NameField({ id, labels, ...naming }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const { error, save } = useNaming({ labels, ...naming })
  useIsomorphicLayoutEffect(() => field.current?.focus(), [])
  const submit = (): void => {
    const name = field.current?.value.trim() ?? ''
    if (name === '') field.current?.focus()
    else save(name)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') takeKey(event, naming.onClose)
    if (event.key === 'Enter' && event.target === field.current) takeKey(event, submit)
  }
  return (
    <div id={id} className="autosave-version-field">
      <input
        ref={field}
        className="autosave-input"
        aria-label={labels.versionName}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        onKeyDown={onKeyDown}
      />
      <button type="button" className="autosave-button" data-main onClick={submit} onKeyDown={onKeyDown}>
        {labels.save}
      </button>
      {error !== undefined && (
        <span className="autosave-history-problem">{problemWords(labels, labels.notNamed, error)}</span>
      )}
    </div>
  )
}

/** A key that is meant for the field: it neither sends the app's form nor closes the dialog around. */
function takeKey(event: KeyboardEvent, act: () => void): void {
  // Enter that ends the writing of a Chinese or Japanese word is not one to save by.
  if (event.nativeEvent.isComposing) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

interface Naming {
  readonly error: unknown
  readonly save: (name: string) => void
}

function useNaming({ labels, saveVersion, onClose }: Omit<NameFieldProps, 'id'>): Naming {
  const announce = useLiveRegion()
  const [error, setError] = useState<unknown>()
  const isBusy = useRef(false)
  const save = (name: string): void => {
    if (isBusy.current) return
    isBusy.current = true
    saveVersion(name)
      .then(
        () => {
          announce({ text: labels.named(name), topic: 'saved', quietMs: 0 })
          onClose()
        },
        (reason: unknown) => {
          setError(reason)
          announce({ text: problemWords(labels, labels.notNamed, reason), topic: 'trouble', quietMs: 1_000 })
        },
      )
      .finally(() => (isBusy.current = false))
  }
  return { error, save }
}
