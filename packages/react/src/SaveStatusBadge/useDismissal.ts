import { useEffect, useRef, type RefObject } from 'react'

export interface Dismissal {
  /** The whole badge: a tap elsewhere closes the panel. */
  readonly rootRef: RefObject<HTMLElement | null>
  /** The button that opens the panel: focus goes back to it. */
  readonly faceRef: RefObject<HTMLElement | null>
  readonly onDismiss: () => void
}

/** Escape and a tap elsewhere put an open panel away. */
export function useDismissal({ rootRef, faceRef, onDismiss }: Dismissal): void {
  const dismiss = useRef(onDismiss)
  useEffect(() => {
    dismiss.current = onDismiss
  })
  useEffect(() => {
    const onPointerDown = (event: Event): void => {
      if (event.target instanceof Node && !rootRef.current?.contains(event.target)) dismiss.current()
    }
    // On the document: what hover opened must be closable without moving pointer or focus.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      if (rootRef.current?.contains(document.activeElement)) {
        // The key closes this panel, not also the dialog around it.
        event.stopPropagation()
        event.preventDefault()
        faceRef.current?.focus()
      }
      dismiss.current()
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    document.addEventListener('keydown', onKeyDown, true)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true)
      document.removeEventListener('keydown', onKeyDown, true)
    }
  }, [rootRef, faceRef])
}
