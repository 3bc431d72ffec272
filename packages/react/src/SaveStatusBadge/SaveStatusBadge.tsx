import type { SaveSnapshot } from '@autosave-kit/core'
import { useId, useRef } from 'react'
import { useShownStatus } from '../hooks/useShownStatus.ts'
import { lateComponent } from '../late/lateComponent.tsx'
import { useRegistry } from '../provider/RegistryContext.ts'
import { downloadCopy } from '../session/downloadCopy.ts'
import { reportAppError } from '../session/reportAppError.ts'
import { usePageLocale } from '../words/usePageLocale.ts'
import { useRelativeTime } from '../words/useRelativeTime.ts'
import { BadgeFace } from './BadgeFace.tsx'
import { badgeLabels } from './badgeLabels.ts'
import { badgeWords, reservedWords } from './badgeWords.ts'
import type { SaveStatusLabelOptions } from './saveStatusLabels.ts'
import { useDetailPanel } from './useDetailPanel.ts'
import { useFetchedSoon } from './useFetchedSoon.ts'
import { useStatusAnnouncements } from './useStatusAnnouncements.ts'

const lateDetail = lateComponent(async () => (await import('./BadgePanel.tsx')).BadgePanel)
const { Late: LateDetail } = lateDetail

/** @public */
export interface SaveStatusBadgeProps {
  /** The session to speak of. Without it: the most urgent of all sessions in use on the service. */
  readonly id?: string | undefined
  /** Words to use instead of the English ones. */
  readonly labels?: SaveStatusLabelOptions | undefined
  /**
   * Language of times and numbers, as a BCP 47 tag.
   *
   * @defaultValue the page's `lang`, else the browser's language
   */
  readonly locale?: string | undefined
  /** Added to the badge's own class. */
  readonly className?: string | undefined
}

/**
 * Says truly, and calmly, what is saved: an icon and a word, with the details on focus, tap or hover.
 *
 * Its width is that of its longest words, so nothing beside it moves. Outcomes are announced to screen readers once, through the page's
 * one live region. For looks: `data-status` (the truth), `data-word` (what is shown), `data-durability`, `data-paused`.
 *
 * @public
 */
export function SaveStatusBadge({ id, labels: ownLabels, locale: ownLocale, className = '' }: SaveStatusBadgeProps) {
  const registry = useRegistry()
  const { word, snapshot } = useShownStatus(id)
  const labels = { ...badgeLabels, ...ownLabels }
  const locale = usePageLocale(ownLocale)
  const words = badgeWords(word, labels, useRelativeTime(snapshot.savedAt, locale))
  useStatusAnnouncements(word, words)
  const rootRef = useRef<HTMLSpanElement>(null)
  const faceRef = useRef<HTMLButtonElement>(null)
  const panel = useDetailPanel(rootRef)
  useFetchedSoon(lateDetail.fetch)
  const panelId = useId()
  const onDownload = (): void => downloadCopy(registry.getSessions(id))
  // Another tab may be quicker, or the storage fail: the badge goes on saying what is true.
  const onTakeOver = (): void => void registry.takeOver(snapshot.sessionId).catch(reportAppError)
  const face = { word, words, labels, panel, panelId, faceRef, onDownload, onTakeOver }
  return (
    <span
      ref={rootRef}
      className={`autosave-badge ${className}`.trimEnd()}
      data-status={snapshot.status}
      data-word={word}
      data-durability={snapshot.durability}
      data-paused={snapshot.pauseReasons.length > 0 || undefined}
      onPointerEnter={panel.onPointerEnter}
      onPointerLeave={panel.onPointerLeave}
      onBlur={panel.onBlur}
    >
      <span className="autosave-reserve" data-words={reservedWords(labels, locale)} aria-hidden="true" />
      <BadgeFace {...face} onTurnOn={isPausedByPerson(snapshot) ? () => registry.resume(id) : undefined} />
      {panel.isOpen && (
        <LateDetail
          props={{ id: panelId, snapshot, ownLabels, locale, panel, rootRef, faceRef }}
          onMissing={panel.close}
        />
      )}
    </span>
  )
}

function isPausedByPerson({ pauseReasons }: SaveSnapshot): boolean {
  return pauseReasons.includes('manual')
}
