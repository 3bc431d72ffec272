import type { SaveConflict } from '@autosave-kit/core'
import { useEffect, useId, useState } from 'react'
import { useModal } from '../dialog/useModal.ts'
import { useSaveStatus } from '../hooks/useSaveStatus.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { downloadCopy } from '../session/downloadCopy.ts'
import { resolveConflict } from '../session/resolveConflict.ts'
import { ConflictChoices, type ConflictOutcome } from './ConflictChoices.tsx'
import { ConflictPlaces, type Side } from './ConflictPlaces.tsx'
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
 * The choice between what is on this page and what another tab saved, as a whole or part by part, with what each leads to. Escape changes nothing, and focus goes
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
const NO_PICKS: ReadonlyMap<string, Side> = new Map()

function OpenDialog({ sessionId, places, onClose, labels: ownLabels, className = '' }: OpenDialogProps) {
  const registry = useRegistry()
  const labels = { ...conflictDialogLabels, ...ownLabels }
  const ref = useModal()
  const titleId = useId()
  const [hasFailed, setFailed] = useState(false)
  const choose = (choice: ConflictOutcome): void => {
    setFailed(false)
    resolveConflict(registry, sessionId, choice).then(onClose, () => setFailed(true))
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
      <Parts places={places} labels={labels} onChoose={choose} />
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

interface PartsProps {
  readonly places: SaveConflict['places']
  readonly labels: ConflictDialogLabels
  readonly onChoose: (choice: ConflictOutcome) => void
}

/** What contradicts each other, and the ways out: as a whole, and where there are several places each by itself. */
function Parts({ places, labels, onChoose }: PartsProps) {
  const [picks, setPicks] = useState<ReadonlyMap<string, Side>>(NO_PICKS)
  const isByPart = places.length > 1
  const onPick = isByPart ? (path: string, side: Side): void => setPicks(new Map([...picks, [path, side]])) : undefined
  return (
    <>
      {places.length > 0 && <ConflictPlaces {...{ places, labels, picks, onPick }} />}
      <ConflictChoices labels={labels} picks={isByPart ? picks : undefined} onChoose={onChoose} />
    </>
  )
}
