import { useEffect, useRef } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { clockTime } from '../words/clockTime.ts'
import { PathList } from '../words/PathList.tsx'
import { pageLocale } from '../words/pageLocale.ts'
import { recoveryLabels, type RecoveryLabels } from './recoveryLabels.ts'
import { recoveryNotice, type RecoveryNotice } from './recoveryNotice.ts'
import { useRestoreReports } from './useRestoreReports.ts'

/** @public */
export interface RecoveryBannerProps {
  /** The session to speak of. Without it: all sessions in use on the service. */
  readonly id?: string | undefined
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
 * Says how work came back, when that is worth a word: after a crash, or when part of it could not be read. A plain reload shows nothing.
 * It stands in the flow of the page, takes no focus, and stays away once it was put away.
 *
 * @public
 */
export function RecoveryBanner({ id, labels: ownLabels, locale = pageLocale(), className = '' }: RecoveryBannerProps) {
  const registry = useRegistry()
  const reports = useRestoreReports(id)
  const notice = recoveryNotice(reports)
  const labels = { ...recoveryLabels, ...ownLabels }
  const sentences = notice ? sentencesOf(notice, labels, locale) : []
  const placeRef = useRef<HTMLDivElement>(null)
  const announce = useLiveRegion()
  const text = sentences.join(' ')
  useEffect(() => {
    if (text !== '') announce({ text, topic: 'notice', quietMs: 1_000 })
  }, [text, announce])
  const dismiss = (): void => {
    // The button goes away with its focus; the next Tab goes on from here, not from the top of the page.
    placeRef.current?.focus({ preventScroll: true })
    registry.dismiss(reports)
  }
  return (
    <div ref={placeRef} tabIndex={-1} className="autosave-recovery-place">
      {notice && (
        <section aria-label={labels.title} className={`autosave-recovery ${className}`.trimEnd()}>
          <RecoveryIcon />
          <div className="autosave-recovery-text">
            {sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {notice.missingPaths.length > 0 && (
              <details>
                <summary>{labels.whichParts}</summary>
                <PathList paths={notice.missingPaths} />
              </details>
            )}
          </div>
          <button type="button" className="autosave-button" onClick={dismiss}>
            {labels.dismiss}
          </button>
        </section>
      )}
    </div>
  )
}

function sentencesOf(notice: RecoveryNotice, labels: RecoveryLabels, locale: string | undefined): readonly string[] {
  const { crashedAt, isDamaged } = notice
  return [
    ...(crashedAt === undefined ? [] : [labels.crashed(clockTime(crashedAt, { locale }))]),
    ...(isDamaged ? [labels.damaged] : []),
  ]
}

/** A ring that comes back to its start, with the hands of a clock. */
function RecoveryIcon() {
  return (
    <svg className="autosave-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M2.75 8a5.25 5.25 0 1 0 1.6-3.8M2.75 2.25v2.5h2.5M8 5.25V8l2 1.25" />
    </svg>
  )
}
