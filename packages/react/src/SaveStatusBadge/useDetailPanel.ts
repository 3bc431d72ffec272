import { useEffect, useRef, useState, type FocusEvent, type PointerEvent, type RefObject } from 'react'

/** `peek` follows hover and focus and goes with them; `pinned` was asked for by a click and stays. */
type Opening = 'closed' | 'peek' | 'pinned'

/** A pointer on its way elsewhere opens nothing. */
const HOVER_OPENS_MS = 300
/** Time to cross the gap between face and panel. */
const HOVER_CLOSES_MS = 200

export interface DetailPanelState {
  readonly isOpen: boolean
  readonly toggle: () => void
  readonly open: () => void
  readonly close: () => void
  readonly onPointerEnter: (event: PointerEvent) => void
  readonly onPointerLeave: () => void
  readonly onBlur: (event: FocusEvent) => void
  readonly onFaceFocus: (event: FocusEvent) => void
}

/** Opens the badge's detail on focus, tap or hover; leaving closes it, and so does what `useDismissal` hears while it is open. */
export function useDetailPanel(rootRef: RefObject<HTMLElement | null>): DetailPanelState {
  const [opening, setOpening] = useState<Opening>('closed')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isOpen = opening !== 'closed'
  useEffect(() => () => clearTimeout(timer.current), [])

  const later = (delayMs: number, from: Opening, to: Opening): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpening((now) => (now === from ? to : now)), delayMs)
  }
  const set = (next: Opening | ((now: Opening) => Opening)): void => {
    clearTimeout(timer.current)
    setOpening(next)
  }
  return {
    isOpen,
    toggle: () => set((now) => (now === 'pinned' ? 'closed' : 'pinned')),
    open: () => set('pinned'),
    close: () => set('closed'),
    onPointerEnter: (event) => {
      if (event.pointerType === 'mouse') later(HOVER_OPENS_MS, 'closed', 'peek')
    },
    onPointerLeave: () => {
      if (!rootRef.current?.contains(document.activeElement)) later(HOVER_CLOSES_MS, 'peek', 'closed')
      else clearTimeout(timer.current)
    },
    onBlur: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) set('closed')
    },
    // Only a focus that is seen: a tap focuses as well, and must not open what its click then closes.
    onFaceFocus: (event) => {
      if (event.currentTarget.matches(':focus-visible')) set((now) => (now === 'closed' ? 'peek' : now))
    },
  }
}
