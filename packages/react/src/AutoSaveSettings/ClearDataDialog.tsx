import { useId, useRef, useState } from 'react'
import { useModal } from '../dialog/useModal.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { clearData } from '../session/clearData.ts'
import { useSteps, type Steps } from '../session/useSteps.ts'
import { problemText } from '../words/problemText.ts'
import type { AutoSaveSettingsLabels } from './autoSaveSettingsLabels.ts'
import { KeptWorkList } from './KeptWorkList.tsx'

interface ClearDataDialogProps {
  readonly labels: AutoSaveSettingsLabels
  readonly onClose: () => void
  readonly onCleared: () => void
}

/** Says what will be gone, and that it is gone for good. */
export function ClearDataDialog({ labels, onClose, onCleared }: ClearDataDialogProps) {
  const registry = useRegistry()
  const ref = useModal()
  const id = useId()
  const steps = useSteps()
  const [isCleared, setCleared] = useState(false)
  const clear = (): void =>
    steps.take(async () => {
      await clearData(registry)
      setCleared(true)
      onCleared()
    })
  const close = (): void => {
    if (!steps.isBusy) onClose()
  }
  return (
    <dialog
      ref={ref}
      role="alertdialog"
      className="autosave-dialog"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}text`}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <h2 id={`${id}title`}>{labels.clearTitle}</h2>
      <div id={`${id}text`} className="autosave-clear">
        {!isCleared && <KeptWorkList labels={labels} />}
        {!isCleared && <p>{labels.clearText}</p>}
      </div>
      <Answers {...{ labels, steps, isCleared }} onKeep={close} onClear={clear} />
    </dialog>
  )
}

interface AnswersProps {
  readonly labels: AutoSaveSettingsLabels
  readonly steps: Steps
  readonly isCleared: boolean
  readonly onKeep: () => void
  readonly onClear: () => void
}

/** The answer that changes nothing comes first, and gets the focus by that. */
function Answers({ labels, steps: { isBusy, error }, isCleared, onKeep, onClear }: AnswersProps) {
  const keep = useRef<HTMLButtonElement>(null)
  const clear = (): void => {
    // The other button goes when it is done.
    keep.current?.focus()
    onClear()
  }
  return (
    <>
      {/* There before it speaks. */}
      <output className="autosave-history-text">{isCleared ? labels.cleared : ''}</output>
      {error !== undefined && (
        <p role="alert" className="autosave-history-problem">
          {problemText(labels.notCleared, labels.causes, error)}
        </p>
      )}
      <div className="autosave-dialog-foot">
        <button ref={keep} type="button" className="autosave-button" aria-disabled={isBusy} onClick={onKeep}>
          {isCleared ? labels.close : labels.keep}
        </button>
        {!isCleared && (
          <button
            type="button"
            className="autosave-button"
            data-danger=""
            data-busy={isBusy || undefined}
            aria-disabled={isBusy}
            onClick={clear}
          >
            {labels.clearNow}
          </button>
        )}
      </div>
    </>
  )
}
