import type { RecoverableSession } from '@autosave-kit/core'
import { useId } from 'react'
import type { Recovery } from '../hooks/useRecovery.ts'
import { byteSize } from '../words/byteSize.ts'
import { clockTime } from '../words/clockTime.ts'
import { problemText } from '../words/problemText.ts'
import { OfferPreview } from './OfferPreview.tsx'
import type { RecoveryDialogLabels } from './recoveryDialogLabels.ts'
import { useOffer, type ConfigOf, type OfferState } from './useOffer.ts'

interface OfferRowProps {
  readonly session: RecoverableSession
  readonly recovery: Recovery
  readonly labels: RecoveryDialogLabels
  readonly locale: string | undefined
  readonly configOf: ConfigOf
  readonly onRestored: (id: string) => void
}

/** One session: what it is, what became of it, and the two ways to go on. Each button stays in its place when it becomes its own undo. */
export function OfferRow({ session, recovery, labels, locale, ...parts }: OfferRowProps) {
  const titleId = useId()
  const offer = useOffer({ session, recovery, ...parts })
  const { id, title = id, lastAliveAt, certain, changed } = session
  const time = clockTime(lastAliveAt, { locale })
  return (
    <li className="autosave-version" data-state={offer.state}>
      <span className="autosave-version-words">
        <span id={titleId} className="autosave-version-title">
          <bdi>{title}</bdi>
        </span>
        <span className="autosave-version-facts">
          <span>{certain ? labels.crashed(time) : labels.unsure(time)}</span>
          <span>{labels.amount(changed.commitCount, byteSize(changed.byteLength, locale))}</span>
        </span>
        {/* Inside, where a modal dialog leaves it to be heard; there before it speaks. */}
        <output className="autosave-version-current">{wordsOf(offer.state, labels)}</output>
        {offer.error !== undefined && (
          <span role="alert" className="autosave-history-problem">
            {problemText(labels.failed, labels.causes, offer.error)}
          </span>
        )}
      </span>
      <OfferButtons offer={offer} labels={labels} titleId={titleId} />
      <OfferPreview session={session} labels={labels} titleId={titleId} />
    </li>
  )
}

function wordsOf(state: OfferState['state'], labels: RecoveryDialogLabels): string {
  if (state === 'restored') return labels.restored
  if (state === 'undone') return labels.undone
  return state === 'discarded' ? labels.discarded : ''
}

interface OfferButtonsProps {
  readonly offer: OfferState
  readonly labels: RecoveryDialogLabels
  readonly titleId: string
}

function OfferButtons({ offer, labels, titleId }: OfferButtonsProps) {
  const id = useId()
  const { state, isBusy } = offer
  const restoreWords = state === 'restored' && offer.canUndo ? labels.undo : labels.restore
  const buttons = [
    ...(state === 'discarded' ? [] : [{ name: 'restore', words: restoreWords, act: offer.toggleRestored }]),
    ...(state === 'offered' || state === 'discarded'
      ? [
          {
            name: 'discard',
            words: state === 'discarded' ? labels.undoDiscard : labels.discard,
            act: offer.toggleDiscarded,
          },
        ]
      : []),
  ]
  return (
    <span className="autosave-panel-actions">
      {buttons.map(({ name, words, act }) => (
        <button
          key={name}
          type="button"
          className="autosave-button"
          id={`${id}${name}`}
          aria-labelledby={`${id}${name} ${titleId}`}
          aria-disabled={isBusy || (state === 'restored' && !offer.canUndo)}
          data-main={(name === 'restore' && state === 'offered') || undefined}
          data-busy={isBusy || undefined}
          onClick={act}
        >
          {words}
        </button>
      ))}
    </span>
  )
}
