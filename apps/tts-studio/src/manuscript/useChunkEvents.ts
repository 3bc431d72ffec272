import { type RefObject, useEffect } from 'react'
import { select } from '../studio/interfaceStore.ts'
import { caretAt } from './caretAt.ts'
import { beginEdit } from './editSession.ts'

/** What the pointer and the focus do in the manuscript: one set of listeners for all chunks. The keys are in `chunkKeys`. */
export function useChunkEvents(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const ends = new AbortController()
    const { signal } = ends
    let isPointerDown = false
    element.addEventListener('pointerdown', () => (isPointerDown = true), { signal })
    window.addEventListener('pointerup', () => (isPointerDown = false), { signal })
    window.addEventListener('pointercancel', () => (isPointerDown = false), { signal })
    element.addEventListener('click', selectAndEdit, { signal })
    // A press moves the focus before it is a click. Selecting then would move the tools, and what is under the pointer, away from it.
    element.addEventListener('focusin', (event) => isPointerDown || selectAt(event.target), { signal })
    return () => ends.abort()
  }, [place])
}

/** A click on a chunk's words puts the cursor where it fell; marking words with the pointer does not. */
function selectAndEdit(event: MouseEvent): void {
  selectAt(event.target)
  if (!(event.target instanceof Element) || window.getSelection()?.isCollapsed === false) return
  const words = event.target.closest('p.chunk-text')
  const id = chunkIdAt(words)
  if (words && id !== undefined) beginEdit(id, caretAt(event.clientX, event.clientY, words))
}

function selectAt(target: EventTarget | null): void {
  const id = chunkIdAt(target)
  if (id !== undefined) select(id)
}

function chunkIdAt(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest('article')?.dataset['chunkId'] : undefined
}
