import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import './ChunkEditor.css'
import { setText } from '../project/projectStore.ts'
import { endEdit, startingCaret } from './editSession.ts'
import { rememberCaret } from './splitPoint.ts'
import { splitHere } from './chunkActions.ts'
import { isCommand } from '../studio/isCommand.ts'

interface ChunkEditorProps {
  readonly id: string
  readonly number: number
  readonly text: string
}

/** A chunk's words, to write. Every keystroke goes into the project at once; leaving the field ends one undo step. */
export function ChunkEditor({ id, number, text }: ChunkEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const element = field.current
    if (element === null) return
    const caret = startingCaret(id) ?? element.value.length
    element.focus({ preventScroll: true })
    element.setSelectionRange(caret, caret)
  }, [id])

  const leave = (event: FocusEvent<HTMLTextAreaElement>) => {
    // The chunk's own tools keep it open, and so does going to another window.
    const isStillHere = event.relatedTarget instanceof Node && event.currentTarget.closest('article')?.contains(event.relatedTarget)
    if (!isStillHere && document.hasFocus()) endEdit()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.currentTarget.closest('article')?.focus()
      endEdit()
    } else if (event.key === 'Enter' && event.shiftKey && isCommand(event)) {
      event.preventDefault()
      splitHere(id)
    }
  }
  return (
    // The copy behind the field makes the browser itself size the field by its words: no measuring at each key.
    <div className="chunk-editor" data-text={`${text} `}>
      <textarea
        ref={field}
        className="chunk-text"
        aria-label={`Text of chunk ${number}`}
        rows={1}
        value={text}
        onChange={(event) => setText(id, event.target.value)}
        onSelect={(event) => rememberCaret(id, event.currentTarget.selectionStart)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        spellCheck
      />
    </div>
  )
}
