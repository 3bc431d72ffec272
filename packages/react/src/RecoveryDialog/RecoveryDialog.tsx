import { useId } from 'react'
import { useModal } from '../dialog/useModal.ts'
import { useRecovery } from '../hooks/useRecovery.ts'
import { usePageLocale } from '../words/usePageLocale.ts'
import { OfferList } from './OfferList.tsx'
import { withDefaultLabels, type RecoveryDialogLabelOptions } from './recoveryDialogLabels.ts'
import { TrashList } from './TrashList.tsx'
import type { ConfigOf } from './useOffer.ts'

/** @public */
export interface RecoveryDialogProps {
  /** Whether it is open. Nothing modal comes up unless the app asks for it. */
  readonly isOpen: boolean
  /** It wants to be closed. */
  readonly onClose: () => void
  /** A session was restored: show it, by rendering what calls `useAutoSave` with this id. */
  readonly onRestored: (id: string) => void
  /**
   * The session's own options, as your `useAutoSave` gives them for its `config`: work of an older version of the app opens only with its
   * `migrations` and `schema`. Not needed where the provider's `config` holds them.
   */
  readonly configOf?: ConfigOf | undefined
  /** Words to use instead of the English ones. */
  readonly labels?: RecoveryDialogLabelOptions | undefined
  /**
   * Language of times and sizes, as a BCP 47 tag.
   *
   * @defaultValue the page's `lang`, else the browser's language
   */
  readonly locale?: string | undefined
  /** Added to the dialog's own class. */
  readonly className?: string | undefined
}

/**
 * The work of pages that closed unexpectedly, newest first: when, how it ended, how much, and what changed. Each can be restored, and that
 * taken back; or discarded into the trash, and that taken back too. Escape changes nothing, and focus goes back to where it was.
 *
 * @public
 */
export function RecoveryDialog({ isOpen, ...props }: RecoveryDialogProps) {
  return isOpen ? <OpenDialog {...props} /> : null
}

const noConfig: ConfigOf = () => undefined

function OpenDialog({
  onClose,
  onRestored,
  configOf = noConfig,
  labels: ownLabels,
  locale: ownLocale,
  className = '',
}: Omit<RecoveryDialogProps, 'isOpen'>) {
  const ref = useModal()
  const titleId = useId()
  const labels = withDefaultLabels(ownLabels)
  const locale = usePageLocale(ownLocale)
  const recovery = useRecovery()
  return (
    <dialog
      ref={ref}
      className={`autosave-dialog ${className}`.trimEnd()}
      aria-labelledby={titleId}
      aria-busy={recovery.isLoading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId}>{labels.title}</h2>
      <OfferList {...{ recovery, labels, locale, configOf, onRestored }} />
      <TrashList {...{ recovery, labels, locale }} />
      <div className="autosave-dialog-foot">
        <span />
        <button type="button" className="autosave-button" onClick={onClose}>
          {labels.close}
        </button>
      </div>
    </dialog>
  )
}
