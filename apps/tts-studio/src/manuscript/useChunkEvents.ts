import { type RefObject, useEffect } from 'react'
import { select } from '../studio/interfaceStore.ts'
import { caretAt } from './caretAt.ts'
import { beginEdit } from './editSession.ts'

/** What the pointer and the focus do in the manuscript: one pair of listeners for all chunks. The keys are in `chunkKeys`. */
export function useChunkEvents(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current
    element?.addEventListener('click', editWhereClicked)
    element?.addEventListener('focusin', selectFocused)
    return () => {
      element?.removeEventListener('click', editWhereClicked)
      element?.removeEventListener('focusin', selectFocused)
    }
  }, [place])
}

/** A click on a chunk's words puts the cursor where it fell; marking words with the pointer does not. */
function editWhereClicked(event: MouseEvent): void {
  if (!(event.target instanceof Element) || window.getSelection()?.isCollapsed === false) return
  const words = event.target.closest('p.chunk-text')
  const id = chunkIdAt(words)
  if (words && id !== undefined) beginEdit(id, caretAt(event.clientX, event.clientY, words))
}

function selectFocused(event: FocusEvent): void {
  const id = chunkIdAt(event.target)
  if (id !== undefined) select(id)
}

function chunkIdAt(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest('article')?.dataset['chunkId'] : undefined
}
