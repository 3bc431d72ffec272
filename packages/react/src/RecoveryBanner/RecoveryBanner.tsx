import { useCallback, useRef } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { lateComponent } from '../late/lateComponent.tsx'
import type { ConfigOf } from '../RecoveryDialog/useOffer.ts'
import { usePageLocale } from '../words/usePageLocale.ts'
import { dismiss } from './dismissedReports.ts'
import { recoveryLabels, type RecoveryLabels } from './recoveryLabels.ts'
import { recoveryNotice } from './recoveryNotice.ts'
import { RefusalNotice } from './RefusalNotice.tsx'
import { RestoredNotice } from './RestoredNotice.tsx'
import { useRestoreReports } from './useRestoreReports.ts'

const { Late: LateOffers } = lateComponent(async () => (await import('./OfferNotice.tsx')).OfferNotice)

/** @public */
export interface RecoveryBannerProps {
  /** The session to speak of. Without it: all sessions in use on the service. */
  readonly id?: string | undefined
  /**
   * A session was restored in the dialog: show it, by rendering what calls `useAutoSave` with this id. With it, the banner also speaks of
   * work that other pages left behind when they closed unexpectedly, and opens `RecoveryDialog` for it when asked. An app with one session
   * per page has nowhere to show others, and leaves it out.
   */
  readonly onRestored?: ((id: string) => void) | undefined
  /** For the dialog: see `RecoveryDialog`. */
  readonly configOf?: ConfigOf | undefined
  /** Words to use instead of the English ones. */
  readonly labels?: Partial<RecoveryLabels> | undefined
  /**
   * Language of times, as a BCP 47 tag.
   *
   * @defaultValue the page's `lang`, else the browser's language
   */
  readonly locale?: string | undefined
  /** Added to the banner's own class. */
  readonly className?: string | undefined
}

/**
 * Says how work came back, when that is worth a word: after a crash, from the second copy, or when part of it could not be read. A plain reload shows nothing.
 * It stands in the flow of the page, takes no focus, and stays away once it was put away. Saved work that could not be opened, which would
 * look like lost work, it speaks of until that is solved (`data-refusal`). With `onRestored` it offers what other pages left behind, too
 * (`data-offer`).
 *
 * @public
 */
export function RecoveryBanner({
  id,
  onRestored,
  configOf,
  labels: ownLabels,
  locale: ownLocale,
  className = '',
}: RecoveryBannerProps) {
  const locale = usePageLocale(ownLocale)
  const reports = useRestoreReports(id)
  const notice = recoveryNotice(reports)
  const labels = { ...recoveryLabels, ...ownLabels }
  // Mounted before there is anything to say: a live region that arrives together with its text is not read.
  useLiveRegion()
  const placeRef = useRef<HTMLDivElement>(null)
  const ownClass = `autosave-recovery ${className}`.trimEnd()
  // A button goes away with its focus; the next Tab goes on from here, not from the top of the page.
  const stayHere = useCallback(() => placeRef.current?.focus({ preventScroll: true }), [])
  const onDismiss = (): void => {
    stayHere()
    dismiss(reports)
  }
  return (
    <div ref={placeRef} tabIndex={-1} className="autosave-recovery-place">
      <RefusalNotice id={id} labels={labels} className={ownClass} />
      {notice && (
        <RestoredNotice notice={notice} labels={labels} locale={locale} className={ownClass} onDismiss={onDismiss} />
      )}
      {onRestored && (
        <LateOffers props={{ labels, locale, onRestored, configOf, className: ownClass, onGone: stayHere }} />
      )}
    </div>
  )
}
