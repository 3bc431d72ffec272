import { type RefObject, useEffect } from 'react'
import { currentProject } from '../project/projectStore.ts'
import { useInterfaceStore } from '../studio/interfaceStore.ts'

interface Scroll {
  scrollToIndex(index: number, options: { align: 'auto' | 'start' }): void
}

/** Scrolls to the chunk that `showChunk` asked for, and puts the focus on it. */
export function useShownChunk(scroller: RefObject<HTMLElement | null>, scroll: Scroll): void {
  const wish = useInterfaceStore((screen) => screen.wish)
  useEffect(() => {
    if (wish === null) return
    const index = currentProject().chunks.findIndex((chunk) => chunk.id === wish.id)
    if (index === -1) return
    scroll.scrollToIndex(index, { align: wish.isNear ? 'auto' : 'start' })
    // The chunk is in the page with this very commit, because the selected one always is.
    const place = scroller.current?.querySelector<HTMLElement>(`[data-chunk-id="${CSS.escape(wish.id)}"]`)
    place?.focus({ preventScroll: true })
  }, [wish, scroll, scroller])
}
