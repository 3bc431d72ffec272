import { useRef, type FocusEvent, type RefObject } from 'react'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'

interface FocusKept {
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
}

/** Takes the focus to `root` when what had it is no longer there: the next Tab goes on from here, not from the top of the page. */
export function useFocusKept(root: RefObject<HTMLElement | null>): FocusKept {
  const focused = useRef<Element>(undefined)
  useIsomorphicLayoutEffect(() => {
    const isGone = focused.current !== undefined && !focused.current.isConnected
    if (isGone && document.activeElement === document.body) root.current?.focus({ preventScroll: true })
    if (isGone) focused.current = undefined
  })
  return {
    onFocus: ({ target }) => (focused.current = target),
    onBlur: ({ target }) => {
      // Some browsers say so too when the element is being taken away; then it is not there any more a moment later.
      queueMicrotask(() => {
        if (target.isConnected && focused.current === target) focused.current = undefined
      })
    },
  }
}
