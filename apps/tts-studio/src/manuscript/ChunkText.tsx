import type { MouseEvent } from 'react'
import { caretAt } from './caretAt.ts'
import { beginEdit } from './editSession.ts'

/** A chunk's words, to read. A click puts the cursor where it fell; marking words with the pointer does not. */
export function ChunkText({ id, text }: { id: string; text: string }) {
  const edit = (event: MouseEvent<HTMLParagraphElement>) => {
    if (window.getSelection()?.isCollapsed === false) return
    beginEdit(id, caretAt(event.clientX, event.clientY, event.currentTarget))
  }
  // The keyboard's way to the same is Enter on the chunk itself, and its Edit button.
  return (
    <p className="chunk-text" onClick={edit}>
      {text === '' ? <span className="chunk-empty">Empty chunk</span> : text}
    </p>
  )
}
