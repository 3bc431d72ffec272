import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import './PasteForm.css'
import { isCommand } from '../studio/isCommand.ts'
import { checkTextSize } from '../text/textLimit.ts'
import { TextProblem } from '../text/TextProblem.ts'

interface PasteFormProps {
  readonly onText: (text: string) => Promise<void>
  readonly onProblem: (message: string | undefined) => void
  readonly onCancel: () => void
}

/** A place to paste or write a text. */
export function PasteForm({ onText, onProblem, onCancel }: PasteFormProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className="paste-form"
      onSubmit={(event) => {
        event.preventDefault()
        void onText(field.current?.value ?? '')
      }}
    >
      <textarea
        ref={field}
        className="field paste-field"
        aria-label="Text to open"
        placeholder="Paste or write your text here"
        onPaste={(event) => onProblem(refuseTooLarge(event))}
        onKeyDown={submitOnCommandEnter}
      />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          Back
        </button>
        <button type="submit" className="button" data-kind="primary">
          Use this text
        </button>
      </div>
    </form>
  )
}

/** Laying out tens of megabytes in a field would freeze the page before anything could be said. */
function refuseTooLarge(event: ClipboardEvent): string | undefined {
  try {
    checkTextSize(event.clipboardData.getData('text').length, 'The pasted text')
    return undefined
  } catch (error) {
    if (!(error instanceof TextProblem)) throw error
    event.preventDefault()
    return error.message
  }
}

function submitOnCommandEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && isCommand(event)) event.currentTarget.form?.requestSubmit()
}
