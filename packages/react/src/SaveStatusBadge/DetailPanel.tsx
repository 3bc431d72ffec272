import { useRef, type ReactNode, type RefObject } from 'react'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { placeBeside } from './placeBeside.ts'

interface DetailPanelProps {
  readonly id: string
  readonly label: string
  readonly anchorRef: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

/** A floating panel in the browser's top layer, so that no ancestor's `overflow` cuts it. */
export function DetailPanel({ id, label, anchorRef, children }: DetailPanelProps) {
  const ref = useRef<HTMLElement>(null)
  useIsomorphicLayoutEffect(() => {
    const panel = ref.current
    // Browsers before popovers show it in place, above what is around it.
    if (panel?.isConnected && typeof panel.showPopover === 'function') panel.showPopover()
  }, [])
  useIsomorphicLayoutEffect(() => {
    const place = (): void => {
      if (ref.current && anchorRef.current) placeBeside(ref.current, anchorRef.current)
    }
    place()
    window.addEventListener('scroll', place, { capture: true, passive: true })
    window.addEventListener('resize', place)
    return () => {
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
    }
  })
  return (
    <section ref={ref} id={id} popover="manual" aria-label={label} className="autosave-panel">
      {children}
    </section>
  )
}
