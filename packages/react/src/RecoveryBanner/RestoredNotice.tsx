import { useEffect } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { clockTime } from '../words/clockTime.ts'
import { PathList } from '../words/PathList.tsx'
import { RecoveryIcon } from './RecoveryIcon.tsx'
import type { RecoveryLabels } from './recoveryLabels.ts'
import type { RecoveryNotice } from './recoveryNotice.ts'

interface RestoredNoticeProps {
  readonly notice: RecoveryNotice
  readonly labels: RecoveryLabels
  readonly locale: string | undefined
  readonly className: string
  readonly onDismiss: () => void
}

/** Work that came back after a crash, from the second copy, or not quite whole. */
export function RestoredNotice({ notice, labels, locale, className, onDismiss }: RestoredNoticeProps) {
  const sentences = sentencesOf(notice, labels, locale)
  const announce = useLiveRegion()
  const text = sentences.join(' ')
  useEffect(() => announce({ text, topic: 'notice', quietMs: 1_000 }), [text, announce])
  return (
    <section aria-label={labels.title} className={className}>
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
      <button type="button" className="autosave-button" onClick={onDismiss}>
        {labels.dismiss}
      </button>
    </section>
  )
}

function sentencesOf(notice: RecoveryNotice, labels: RecoveryLabels, locale: string | undefined): readonly string[] {
  const { crashedAt, isBroughtBack, isDamaged } = notice
  return [
    ...(crashedAt === undefined ? [] : [labels.crashed(clockTime(crashedAt, { locale }))]),
    ...(isBroughtBack ? [labels.broughtBack] : []),
    ...(isDamaged ? [labels.damaged] : []),
  ]
}
