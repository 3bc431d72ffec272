import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { RecoveryLabels } from './recoveryLabels.ts'
import { refusalOf } from './refusal.ts'

interface RefusalNoticeProps {
  readonly id: string | undefined
  readonly labels: RecoveryLabels
  readonly className: string
}

/** Saved work that was left closed: it would look like lost work if nothing said so. It stays until it is solved. */
export function RefusalNotice({ id, labels, className }: RefusalNoticeProps) {
  const registry = useRegistry()
  const getSnapshot = useCallback(() => {
    const refusals = registry.getSessions(id).map((session) => refusalOf(session.getSnapshot()))
    return refusals.find((refusal) => refusal !== undefined)
  }, [registry, id])
  const refusal = useSyncExternalStore(registry.subscribe, getSnapshot, () => undefined)
  const text = refusal === undefined ? '' : labels[refusal]
  const announce = useLiveRegion()
  useEffect(() => {
    // The badge tells of the same trouble: once is enough.
    if (text !== '') announce({ text, topic: 'trouble', isUrgent: true, quietMs: 1_000 })
  }, [text, announce])
  if (refusal === undefined) return null
  return (
    <section aria-label={labels.refusedTitle} className={className} data-refusal={refusal}>
      <svg className="autosave-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M8 2.5l6 10.75H2zM8 6.5v3M8 11.4v.1" />
      </svg>
      <div className="autosave-recovery-text">
        <p>{text}</p>
      </div>
      {/* What was typed meanwhile is not lost by it: the browser asks first. */}
      <button type="button" className="autosave-button" onClick={() => location.reload()}>
        {labels.reload}
      </button>
    </section>
  )
}
