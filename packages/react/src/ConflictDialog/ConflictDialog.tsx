import type { SaveConflict } from '@autosave-kit/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { useSaveStatus } from '../hooks/useSaveStatus.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { downloadCopy } from '../session/downloadCopy.ts'
import { ConflictPlaces } from './ConflictPlaces.tsx'
import { conflictDialogLabels, type ConflictDialogLabels } from './conflictDialogLabels.ts'

/** @public */
export interface ConflictDialogProps {
  /** The session to speak of. Without it: the most urgent of all sessions in use on the service. */
  readonly id?: string | undefined
  /** Whether it is open; it opens only where there is a conflict. Nothing modal comes up unless the app asks for it. */
  readonly isOpen: boolean
  /** It wants to be closed: a choice was made, the person decides later, or the conflict is over. */
  readonly onClose: () => void
  /** Words to use instead of the English ones. */
  readonly labels?: Partial<ConflictDialogLabels> | undefined
  /** Added to the dialog's own class. */
  readonly className?: string | undefined
}

/**
 * The choice between what is on this page and what another tab saved, with what each of them leads to. Escape changes nothing, and focus goes
 * back to where it was.
 *
 * @public
 */
export function ConflictDialog({ id, isOpen, onClose, ...props }: ConflictDialogProps) {
  const { status, sessionId, conflict } = useSaveStatus({ id })
  const isConflict = status === 'conflict'
  useEffect(() => {
    if (isOpen && !isConflict) onClose()
  }, [isOpen, isConflict, onClose])
  if (!isOpen || !isConflict) return null
  return <OpenDialog sessionId={sessionId} places={conflict?.places ?? NONE} onClose={onClose} {...props} />
}

type OpenDialogProps = Pick<ConflictDialogProps, 'onClose' | 'labels' | 'className'> & {
  readonly sessionId: string
  readonly places: SaveConflict['places']
}

const NONE: SaveConflict['places'] = []

function OpenDialog({ sessionId, places, onClose, labels: ownLabels, className = '' }: OpenDialogProps) {
  const registry = useRegistry()
  const labels = { ...conflictDialogLabels, ...ownLabels }
  const ref = useModal()
  const titleId = useId()
  const [hasFailed, setFailed] = useState(false)
  const choose = (choice: 'mine' | 'theirs'): void => {
    setFailed(false)
    registry.resolveConflict(sessionId, choice).then(onClose, () => setFailed(true))
  }
  return (
    <dialog
      ref={ref}
      className={`autosave-dialog ${className}`.trimEnd()}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId}>{labels.title}</h2>
      <p>{labels.text}</p>
      {places.length > 0 && <ConflictPlaces places={places} labels={labels} />}
      <Choices labels={labels} onChoose={choose} />
      {hasFailed && <p role="alert">{labels.failed}</p>}
      <div className="autosave-dialog-foot">
        <button type="button" className="autosave-action" onClick={() => downloadCopy(registry.getSessions(sessionId))}>
          {labels.download}
        </button>
        <button type="button" className="autosave-button" onClick={onClose}>
          {labels.later}
        </button>
      </div>
    </dialog>
  )
}

interface ChoicesProps {
  readonly labels: ConflictDialogLabels
  readonly onChoose: (choice: 'mine' | 'theirs') => void
}

function Choices({ labels, onChoose }: ChoicesProps) {
  const textId = useId()
  const choices = [
    { choice: 'mine', label: labels.keepMine, text: labels.mineText },
    { choice: 'theirs', label: labels.useOther, text: labels.otherText },
  ] as const
  return choices.map(({ choice, label, text }) => (
    <div key={choice} className="autosave-choice">
      <button
        type="button"
        className="autosave-button"
        data-main={choice === 'mine' || undefined}
        aria-describedby={`${textId}${choice}`}
        onClick={() => onChoose(choice)}
      >
        {label}
      </button>
      <p id={`${textId}${choice}`}>{text}</p>
    </div>
  ))
}

/** Modal from the first frame to the last; the browser keeps the focus inside, and gives it back. */
function useModal() {
  const ref = useRef<HTMLDialogElement>(null)
  useIsomorphicLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return ref
}
