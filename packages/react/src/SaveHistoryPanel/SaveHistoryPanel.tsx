import type { HistoryEntry } from '@autosave-kit/core'
import { useRef } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useSaveHistory, type SaveHistory } from '../hooks/useSaveHistory.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { clockTime } from '../words/clockTime.ts'
import { usePageLocale } from '../words/usePageLocale.ts'
import { crowdedMinutes } from './crowdedMinutes.ts'
import { CurrentVersion } from './CurrentVersion.tsx'
import {
  problemWords,
  withDefaultLabels,
  type SaveHistoryLabelOptions,
  type SaveHistoryLabels,
} from './saveHistoryLabels.ts'
import { useFocusKept } from '../focus/useFocusKept.ts'
import { useVersionRestore } from './useVersionRestore.ts'
import { VersionRow } from './VersionRow.tsx'

/** @public */
export interface SaveHistoryPanelProps {
  /** The session whose versions are listed. Without it: the one that came to the page first. */
  readonly id?: string | undefined
  /** Words to use instead of the English ones. */
  readonly labels?: SaveHistoryLabelOptions | undefined
  /**
   * Language of times, as a BCP 47 tag.
   *
   * @defaultValue the page's `lang`, else the browser's language
   */
  readonly locale?: string | undefined
  /** Added to the panel's own class. */
  readonly className?: string | undefined
}

/**
 * The versions of a session, newest first: when and why each was saved, and its name; the way back to each, and back from there.
 *
 * It is a list and not a dialog: put it where it belongs. Restoring saves what is unsaved first, shows the version in the app's form, and
 * its button becomes Undo. For looks: `data-state` (`loading`, `empty`, `error`, `ready`), and `data-current`, `data-checkpoint`,
 * `data-restored` of each version.
 *
 * @public
 */
export function SaveHistoryPanel({ id, labels: ownLabels, locale: ownLocale, className = '' }: SaveHistoryPanelProps) {
  const history = useSaveHistory({ id })
  const labels = withDefaultLabels(ownLabels)
  const locale = usePageLocale(ownLocale)
  const root = useRef<HTMLElement>(null)
  const state = stateOf(history)
  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={labels.title}
      aria-busy={state === 'loading'}
      className={`autosave-history ${className}`.trimEnd()}
      data-state={state}
      {...useFocusKept(root)}
    >
      {state === 'loading' && <p className="autosave-history-text">{labels.loading}</p>}
      {state === 'empty' && <p className="autosave-history-text">{labels.empty}</p>}
      {state === 'error' && (
        <p className="autosave-history-text">
          <span className="autosave-history-problem">{problemWords(labels, labels.unreadable, history.error)}</span>{' '}
          <button type="button" className="autosave-action" onClick={() => void history.refresh()}>
            {labels.tryAgain}
          </button>
        </p>
      )}
      <VersionList id={id} history={history} labels={labels} locale={locale} />
    </section>
  )
}

interface VersionListProps {
  readonly id: string | undefined
  readonly history: SaveHistory
  readonly labels: SaveHistoryLabels
  readonly locale: string | undefined
}

function VersionList({ id, history, labels, locale }: VersionListProps) {
  const announce = useLiveRegion()
  const registry = useRegistry()
  const sessionId = registry.getSessions(id)[0]?.id ?? ''
  const restoring = useVersionRestore(history.restore, {
    onRestored: ({ savedAt }) =>
      announce({ text: labels.restored(clockTime(savedAt, { locale })), topic: 'saved', quietMs: 0 }),
    onUndone: () => announce({ text: labels.undone, topic: 'saved', quietMs: 0 }),
    onFailed: (error) =>
      announce({ text: problemWords(labels, labels.notRestored, error), topic: 'trouble', quietMs: 1_000 }),
  })
  const [current, ...older] = history.versions
  if (current === undefined) return null
  const hasSeconds = crowdedMinutes(history.versions)
  const propsOf = (version: HistoryEntry) => ({ version, labels, locale, hasSeconds: hasSeconds(version) })
  return (
    <ol className="autosave-versions">
      {/* Whichever is the newest: a save must not take away the field somebody is typing a name in. */}
      <CurrentVersion key="current" {...propsOf(current)} saveVersion={history.saveVersion} />
      {older.map((version) => (
        <VersionRow key={version.revision} {...propsOf(version)} restoring={restoring} sessionId={sessionId} />
      ))}
    </ol>
  )
}

function stateOf({ versions, isLoading, error }: SaveHistory): 'loading' | 'empty' | 'error' | 'ready' {
  if (error !== undefined) return 'error'
  if (versions.length > 0) return 'ready'
  return isLoading ? 'loading' : 'empty'
}
