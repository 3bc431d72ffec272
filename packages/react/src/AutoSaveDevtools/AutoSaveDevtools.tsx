import { autoSaveService, type AutoSaveMetrics, type AutoSaveService } from '@autosave-kit/core'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { registryOf } from '../session/registryOf.ts'
import { SessionFigures } from './SessionFigures.tsx'
import { Timeline, type TimelineEntry } from './Timeline.ts'
import { TimelineRow } from './TimelineRow.tsx'

/** @public */
export interface AutoSaveDevtoolsProps {
  /**
   * The service to look into: the one the provider was given.
   *
   * @defaultValue core's ready-made `autoSaveService`
   */
  readonly service?: AutoSaveService | undefined
  /**
   * Whether the panel is open at first.
   *
   * @defaultValue false
   */
  readonly isOpen?: boolean | undefined
}

const NONE: readonly TimelineEntry[] = []
const NO_METRICS: Readonly<Record<string, AutoSaveMetrics>> = {}

/**
 * A floating panel for developers: every save as it happens, with its cause, size and place; what each session holds and what saving has cost.
 * It shows no value of any state. Render it in development only; its words are English.
 *
 * @public
 */
export function AutoSaveDevtools({ service = autoSaveService, isOpen: isOpenAtFirst = false }: AutoSaveDevtoolsProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <aside className="autosave-devtools" aria-label="AutoSave Kit developer panel" data-open={isOpen || undefined}>
      <button type="button" className="autosave-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        AutoSave
      </button>
      {isOpen && <Panel service={service} />}
    </aside>
  )
}

function Panel({ service }: { readonly service: AutoSaveService }) {
  const registry = useMemo(() => registryOf(service), [service])
  const timeline = useMemo(() => new Timeline(service), [service])
  const entries = useSyncExternalStore(timeline.subscribe, timeline.getSnapshot, () => NONE)
  // The most urgent session's snapshot changes with every save, and the metrics with it.
  useSyncExternalStore(
    registry.subscribe,
    () => registry.getSnapshot(),
    () => registry.getSnapshot(),
  )
  const metrics = entries.length === 0 ? NO_METRICS : service.getAllMetrics()
  return (
    <div className="autosave-devtools-panel">
      {registry.getSessions().map((session) => (
        <SessionFigures key={session.id} snapshot={session.getSnapshot()} metrics={metrics[session.id]} />
      ))}
      <h3>Timeline</h3>
      {entries.length === 0 && <p>Nothing has been saved since this panel was opened.</p>}
      <ol>
        {entries.map(({ key, ...entry }) => (
          <TimelineRow key={key} {...entry} />
        ))}
      </ol>
    </div>
  )
}
