import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import { currentProject } from '../project/projectStore.ts'
import { useInterfaceStore } from '../studio/interfaceStore.ts'

/** Scrolls to the chunk that `showChunk` asked for, and puts the focus on it. */
export function useShownChunk(
  scroller: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLElement, Element>,
): void {
  const wish = useInterfaceStore((screen) => screen.wish)
  // A manuscript that has just been mounted draws its first chunks once it knows its size.
  const isDrawn = virtualizer.getVirtualItems().length > 0
  useEffect(() => {
    if (wish === null || !isDrawn) return
    const index = currentProject().chunks.findIndex((chunk) => chunk.id === wish.id)
    if (index === -1) return
    virtualizer.scrollToIndex(index, { align: wish.isNear ? 'auto' : 'start' })
    // The chunk is in the page with this very commit, because the selected one always is.
    const place = scroller.current?.querySelector<HTMLElement>(`[data-chunk-id="${CSS.escape(wish.id)}"]`)
    place?.focus({ preventScroll: true })
  }, [wish, isDrawn, virtualizer, scroller])
}
