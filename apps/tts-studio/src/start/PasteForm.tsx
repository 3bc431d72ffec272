import { type ClipboardEvent, useEffect, useRef } from 'react'
import './PasteForm.css'
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

  const refuseTooLarge = (event: ClipboardEvent) => {
    try {
      checkTextSize(event.clipboardData.getData('text').length, 'The pasted text')
      onProblem(undefined)
    } catch (error) {
      if (!(error instanceof TextProblem)) throw error
      // Laying out tens of megabytes in a field would freeze the page before anything could be said.
      event.preventDefault()
      onProblem(error.message)
    }
  }
  return (
    <form
      className="paste-form"
      onSubmit={(event) => {
        event.preventDefault()
        void onText(field.current?.value ?? '')
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      <textarea ref={field} className="field paste-field" aria-label="Text to open" placeholder="Paste or write your text here" onPaste={refuseTooLarge} />
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
