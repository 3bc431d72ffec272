import type { RecoverableSession } from '@autosave-kit/core'
import { useEffect, useRef, useState } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { useRecovery } from '../hooks/useRecovery.ts'
import { lateComponent } from '../late/lateComponent.tsx'
import type { RecoveryDialogProps } from '../RecoveryDialog/RecoveryDialog.tsx'
import { RecoveryIcon } from './RecoveryIcon.tsx'
import type { RecoveryLabels } from './recoveryLabels.ts'
import { useOffersAside } from './useOffersAside.ts'

const { Late: LateDialog } = lateComponent(
  async () => (await import('../RecoveryDialog/RecoveryDialog.tsx')).RecoveryDialog,
)

export interface OfferNoticeProps extends Pick<RecoveryDialogProps, 'onRestored' | 'configOf' | 'locale'> {
  readonly labels: RecoveryLabels
  readonly className: string
  /** The button with the focus has gone. */
  readonly onGone: () => void
}

/** Work of other pages that closed unexpectedly, and the way to it. */
export function OfferNotice({ labels, className, onGone, ...dialog }: OfferNoticeProps) {
  const { sessions } = useRecovery()
  const [isOpen, setOpen] = useState(false)
  const { offers, putAside } = useOffersAside(sessions)
  const text = offers.length === 0 ? '' : labels.offers(offers.length, titleOf(offers))
  useAnnounced(text)
  useWhenClosed(isOpen, onGone)
  const onLater = (): void => {
    onGone()
    putAside()
  }
  return (
    <>
      {text !== '' && (
        <section aria-label={labels.offersTitle} className={className} data-offer="">
          <RecoveryIcon />
          <div className="autosave-recovery-text">
            <p>{text}</p>
          </div>
          <div className="autosave-panel-actions">
            <button type="button" className="autosave-button" data-main="" onClick={() => setOpen(true)}>
              {labels.review}
            </button>
            <button type="button" className="autosave-button" onClick={onLater}>
              {labels.later}
            </button>
          </div>
        </section>
      )}
      {isOpen && (
        <LateDialog
          props={{ ...dialog, isOpen: true, labels: labels.dialog, onClose: () => setOpen(false) }}
          onMissing={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** Of a single one: several are counted. */
function titleOf(offers: readonly RecoverableSession[]): string | undefined {
  return offers.length === 1 ? offers[0]?.title : undefined
}

function useAnnounced(text: string): void {
  const announce = useLiveRegion()
  useEffect(() => {
    if (text !== '') announce({ text, topic: 'notice', quietMs: 0 })
  }, [text, announce])
}

/** The dialog gives the focus back to the button that opened it, which may have gone with what was on offer. */
function useWhenClosed(isOpen: boolean, onGone: () => void): void {
  const wasOpen = useRef(isOpen)
  useIsomorphicLayoutEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) onGone()
    wasOpen.current = isOpen
  }, [isOpen, onGone])
}
