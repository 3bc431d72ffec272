import type { RecoverableSession } from '@autosave-kit/core'
import { useState } from 'react'
import type { Recovery } from '../hooks/useRecovery.ts'
import { problemText } from '../words/problemText.ts'
import { OfferRow } from './OfferRow.tsx'
import type { RecoveryDialogLabels } from './recoveryDialogLabels.ts'
import type { ConfigOf } from './useOffer.ts'

interface OfferListProps {
  readonly recovery: Recovery
  readonly labels: RecoveryDialogLabels
  readonly locale: string | undefined
  readonly configOf: ConfigOf
  readonly onRestored: (id: string) => void
}

/** What can be brought back, with what was decided about it in this dialog still in its place: a decision is taken back where it was made. */
export function OfferList({ recovery, labels, ...props }: OfferListProps) {
  const offers = useOffersKept(recovery.sessions)
  if (recovery.isLoading) return <p className="autosave-history-text">{labels.loading}</p>
  return (
    <>
      {recovery.error !== undefined && (
        <p role="alert">
          {problemText(labels.unreadable, labels.causes, recovery.error)}{' '}
          <button type="button" className="autosave-action" onClick={() => void recovery.refresh()}>
            {labels.tryAgain}
          </button>
        </p>
      )}
      <p className="autosave-history-text">{offers.length === 0 ? labels.empty : labels.text}</p>
      <ul className="autosave-versions autosave-offers">
        {offers.map((session) => (
          <OfferRow key={session.id} session={session} recovery={recovery} labels={labels} {...props} />
        ))}
      </ul>
    </>
  )
}

/** Everything that was on offer while the dialog was open, in the order in which it came. */
function useOffersKept(sessions: readonly RecoverableSession[]): readonly RecoverableSession[] {
  const [known, setKnown] = useState(sessions)
  const added = sessions.filter(({ id }) => !known.some((session) => session.id === id))
  if (added.length === 0) return known
  const all = [...known, ...added].toSorted((one, other) => other.lastAliveAt - one.lastAliveAt)
  setKnown(all)
  return all
}
