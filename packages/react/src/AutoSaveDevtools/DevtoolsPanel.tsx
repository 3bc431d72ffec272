import type { AutoSaveService } from '@autosave-kit/core'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { isDevelopment } from '../session/isDevelopment.ts'
import { registryOf } from '../session/registryOf.ts'
import { FaultSwitches } from './FaultSwitches.tsx'
import { HourlyFigures } from './HourlyFigures.tsx'
import { LockList } from './LockList.tsx'
import { SaveChart } from './SaveChart.tsx'
import { SessionFigures } from './SessionFigures.tsx'
import { StorageFigures } from './StorageFigures.tsx'
import { Timeline, type TimelineEntry } from './Timeline.ts'
import { TimelineRow } from './TimelineRow.tsx'
import { useFaults } from './useFaults.ts'

export interface DevtoolsPanelProps {
  readonly service: AutoSaveService
}

const NONE: readonly TimelineEntry[] = []
const VIEWS = ['Timeline', 'Sessions', 'Figures', 'Storage', 'Tabs', ...(isDevelopment ? ['Break it'] : [])]

/** What the button opens: one view at a time; the timeline goes on behind the others. */
export function DevtoolsPanel({ service }: DevtoolsPanelProps) {
  const [view, setView] = useState('Timeline')
  const faults = useFaults()
  const timeline = useMemo(() => new Timeline(service), [service])
  const entries = useSyncExternalStore(timeline.subscribe, timeline.getSnapshot, () => NONE)
  return (
    <div className="autosave-devtools-panel">
      <nav className="autosave-panel-actions" aria-label="Views">
        {VIEWS.map((name) => (
          <button
            key={name}
            type="button"
            className="autosave-action"
            aria-pressed={name === view}
            data-main={name === view || undefined}
            onClick={() => setView(name)}
          >
            {name}
          </button>
        ))}
      </nav>
      {faults.broken.length > 0 && <p role="note">Broken now: {faults.broken.join(', ')}</p>}
      {view === 'Timeline' && <TimelineView entries={entries} />}
      {view === 'Sessions' && <SessionsView service={service} />}
      {view === 'Figures' && <HourlyFigures service={service} />}
      {view === 'Storage' && <StorageFigures service={service} />}
      {view === 'Tabs' && <LockList />}
      {view === 'Break it' && <FaultSwitches {...faults} />}
    </div>
  )
}

function TimelineView({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  if (entries.length === 0) return <p>Nothing has been saved since this panel was opened.</p>
  return (
    <>
      <SaveChart entries={entries} />
      <ol>
        {entries.map(({ key, ...entry }) => (
          <TimelineRow key={key} {...entry} />
        ))}
      </ol>
    </>
  )
}

function SessionsView({ service }: DevtoolsPanelProps) {
  const registry = useMemo(() => registryOf(service), [service])
  // The most urgent session's snapshot changes with every save, and the metrics with it.
  useSyncExternalStore(
    registry.subscribe,
    () => registry.getSnapshot(),
    () => registry.getSnapshot(),
  )
  const metrics = service.getAllMetrics()
  const sessions = registry.getSessions()
  if (sessions.length === 0) return <p>No component on this page keeps a session.</p>
  return sessions.map((session) => (
    <SessionFigures key={session.id} snapshot={session.getSnapshot()} metrics={metrics[session.id]} />
  ))
}
