import type { HistoryEntry } from '@autosave-kit/core'
import { clockTime } from '../words/clockTime.ts'
import { useRelativeTime } from '../words/useRelativeTime.ts'
import { reasonWords, type SaveHistoryLabels } from './saveHistoryLabels.ts'

interface VersionFactsProps {
  readonly version: HistoryEntry
  readonly labels: SaveHistoryLabels
  readonly locale: string | undefined
  readonly hasSeconds: boolean
  /** For controls that act on this version: their name says which. */
  readonly titleId: string
}

/** A version's name, or else its time, then how long ago that was and why it was saved. */
export function VersionFacts({ version, labels, locale, hasSeconds, titleId }: VersionFactsProps) {
  const { savedAt, label, reason } = version
  const ago = useRelativeTime(savedAt, locale) ?? labels.justNow
  const time = <time dateTime={new Date(savedAt).toISOString()}>{clockTime(savedAt, { locale, hasSeconds })}</time>
  return (
    <>
      <span id={titleId} className="autosave-version-title">
        {label === undefined ? time : <bdi>{label}</bdi>}
      </span>
      <span className="autosave-version-facts">
        {label !== undefined && <span>{time}</span>}
        <span>{ago}</span>
        <span>{reasonWords(labels, reason)}</span>
      </span>
    </>
  )
}
