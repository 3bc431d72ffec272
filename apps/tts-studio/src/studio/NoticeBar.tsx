import { useEffect } from 'react'
import './NoticeBar.css'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { dismissNotice, useInterfaceStore } from './interfaceStore.ts'
import { undoHere } from './undoHere.ts'

/** Long enough to read, see, and reach the Undo button. Problems stay until they are dismissed. */
const SHOWN_MS = 8_000

/** One line about what just happened. Mounted empty, so that screen readers hear what comes into it. */
export function NoticeBar() {
  const notice = useInterfaceStore((screen) => screen.notice)
  useEffect(() => {
    if (notice === null || notice.tone === 'problem') return
    const timer = setTimeout(dismissNotice, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <section className="notice-place" aria-label="Notice" aria-live="polite">
      {notice !== null && (
        <div className="notice" data-tone={notice.tone}>
          {notice.tone === 'problem' && <Icon name="alert" />}
          <p>{notice.text}</p>
          {notice.canUndo && (
            <button type="button" className="notice-undo" onClick={undoHere}>
              Undo
            </button>
          )}
          <IconButton icon="close" label="Dismiss" onClick={dismissNotice} />
        </div>
      )}
    </section>
  )
}
