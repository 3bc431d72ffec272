import { useEffect, useRef } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useSaveStatus } from '../hooks/useSaveStatus.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { downloadCopy } from '../session/downloadCopy.ts'
import { withDefaultLabels, type StorageNoticeLabelOptions, type StorageNoticeLabels } from './storageNoticeLabels.ts'
import { storageTrouble, type StorageTrouble } from './storageTrouble.ts'

/** @public */
export interface StorageNoticeProps {
  /** The session to speak of. Without it: the most urgent of all sessions in use on the service. */
  readonly id?: string | undefined
  /** Words to use instead of the English ones. */
  readonly labels?: StorageNoticeLabelOptions | undefined
  /** Added to the notice's own class. */
  readonly className?: string | undefined
}

/**
 * Speaks when work cannot be kept as it should be: the disk is full, the browser keeps nothing, a smaller store has to do. It says what is
 * safe and what to do, offers a copy as a file, and goes by itself when the trouble is over. It stands in the flow of the page and takes no
 * focus. For looks: `data-trouble`.
 *
 * @public
 */
export function StorageNotice({ id, labels: ownLabels, className = '' }: StorageNoticeProps) {
  const registry = useRegistry()
  const labels = withDefaultLabels(ownLabels)
  const trouble = storageTrouble(useSaveStatus({ id }))
  const text = trouble === undefined ? '' : labels.texts[trouble]
  const announce = useLiveRegion()
  useEffect(() => {
    // The badge tells of the same trouble: once is enough.
    if (text !== '') announce({ text, topic: 'trouble', quietMs: 1_000 })
  }, [text, announce])
  const placeRef = useRef<HTMLDivElement>(null)
  const tryAgain = (): void => {
    // The button goes away with its focus when it works; the next Tab goes on from here.
    placeRef.current?.focus({ preventScroll: true })
    // A failure stays on the screen: this notice is it.
    registry.saveNow(id).catch(() => undefined)
  }
  return (
    <div ref={placeRef} tabIndex={-1} className="autosave-recovery-place">
      {trouble !== undefined && (
        <section
          aria-label={labels.title}
          className={`autosave-recovery ${className}`.trimEnd()}
          data-trouble={trouble}
        >
          <svg className="autosave-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M8 2.5l6 10.75H2zM8 6.5v3M8 11.4v.1" />
          </svg>
          <div className="autosave-recovery-text">
            <p>{text}</p>
          </div>
          <Actions
            trouble={trouble}
            labels={labels}
            onTryAgain={tryAgain}
            onDownload={() => downloadCopy(registry.getSessions(id))}
          />
        </section>
      )}
    </div>
  )
}

interface ActionsProps {
  readonly trouble: StorageTrouble
  readonly labels: StorageNoticeLabels
  readonly onTryAgain: () => void
  readonly onDownload: () => void
}

function Actions({ trouble, labels, onTryAgain, onDownload }: ActionsProps) {
  return (
    <span className="autosave-panel-actions">
      {(trouble === 'full' || trouble === 'failing') && (
        <button type="button" className="autosave-button" onClick={onTryAgain}>
          {labels.tryAgain}
        </button>
      )}
      {trouble !== 'backup' && (
        <button type="button" className="autosave-button" onClick={onDownload}>
          {labels.download}
        </button>
      )}
    </span>
  )
}
