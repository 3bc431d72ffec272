import { type ReactNode, useEffect, useRef } from 'react'
import './SidePanel.css'
import { IconButton } from './IconButton.tsx'
import { hasRoomForPanels } from './interfaceStore.ts'

interface SidePanelProps {
  readonly id: string
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A column beside the manuscript or, where there is no room for one, a sheet over its foot that takes the focus and gives it back. */
export function SidePanel({ id, title, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (hasRoomForPanels()) return
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <aside ref={panel} id={id} className="side-panel" aria-label={title} tabIndex={-1}>
      <header className="side-panel-head">
        <h2>{title}</h2>
        <IconButton icon="close" label={`Close ${title.toLowerCase()}`} onClick={onClose} />
      </header>
      <div className="side-panel-body">{children}</div>
    </aside>
  )
}
