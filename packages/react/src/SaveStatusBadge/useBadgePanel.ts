import { useEffect, useRef, useState, type ComponentType } from 'react'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { reportAppError } from '../session/reportAppError.ts'
import type { BadgePanelProps } from './BadgePanel.tsx'

type Panel = ComponentType<BadgePanelProps>

/** After the first screen of the page, and long before the network is likely to be gone. In ms. */
const LOAD_AFTER_MS = 1_000

let loaded: Panel | undefined

async function load(): Promise<Panel> {
  loaded = (await import('./BadgePanel.tsx')).BadgePanel
  return loaded
}

/**
 * The panel, once it is open and loaded; it is loaded a moment after the page, at the latest when it is asked for. Where it cannot be had the
 * badge's own words stay, `onMissing` is called, and it is tried again the next time.
 */
export function useBadgePanel(isOpen: boolean, onMissing: () => void): Panel | undefined {
  const [panel, setPanel] = useState<Panel>()
  const missing = useRef(onMissing)
  useEffect(() => {
    missing.current = onMissing
  })
  useEffect(() => {
    // Asked for again when it is opened, and told of then.
    const timer = setTimeout(() => void load().catch(() => undefined), LOAD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  useIsomorphicLayoutEffect(() => {
    let isCurrent = isOpen
    const show = (): void => {
      if (isCurrent) setPanel(() => loaded)
    }
    const onFailed = (error: unknown): void => {
      if (isCurrent) missing.current()
      reportAppError(error)
    }
    if (isOpen && loaded) show()
    else if (isOpen) load().then(show, onFailed)
    return () => {
      isCurrent = false
    }
  }, [isOpen])
  return panel
}
