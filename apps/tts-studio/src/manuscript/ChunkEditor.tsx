import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import './ChunkEditor.css'
import { setText } from '../project/projectStore.ts'
import { isCommand } from '../studio/isCommand.ts'
import { splitHere } from './chunkActions.ts'
import { endEdit, startingCaret } from './editSession.ts'
import { rememberCaret } from './splitPoint.ts'

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
        onBlur={endWhenLeft}
        onKeyDown={(event) => onKeyDown(event, id)}
        spellCheck
      />
    </div>
  )
}

/** The chunk's own tools keep the field open, and so does going to another window. */
function endWhenLeft({ currentTarget, relatedTarget }: FocusEvent<HTMLTextAreaElement>): void {
  const isStillHere = relatedTarget instanceof Node && currentTarget.closest('article')?.contains(relatedTarget)
  if (!isStillHere && document.hasFocus()) endEdit()
}

function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>, id: string): void {
  // While an input method composes, these keys are its own.
  if (event.nativeEvent.isComposing) return
  if (event.key === 'Escape') {
    event.preventDefault()
    event.currentTarget.closest('article')?.focus()
    endEdit()
  } else if (event.key === 'Enter' && event.shiftKey && isCommand(event)) {
    event.preventDefault()
    splitHere(id)
  }
}
