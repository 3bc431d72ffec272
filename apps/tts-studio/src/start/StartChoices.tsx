import { type DragEvent, useRef, useState } from 'react'
import './StartChoices.css'
import { fetchNovel } from './fetchNovel.ts'
import { textFromFile, textFromPaste } from './FoundText.ts'
import { FilePicker } from './FilePicker.tsx'
import { LengthField } from './LengthField.tsx'
import { PasteForm } from './PasteForm.tsx'
import { StartCard } from './StartCard.tsx'
import { type TakeText, useBeginning } from './useBeginning.ts'

/** The three ways to begin: paste, open a file, the novel. What goes wrong is said here and changes nothing. */
export function StartChoices({ onText }: { onText: TakeText }) {
  const { begin, problem, setProblem, isBusy, length, setLength } = useBeginning(onText)
  const [isPasting, setPasting] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const beginWithFile = (file: File) => void begin(() => textFromFile(file))
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    const file = event.dataTransfer.files[0]
    if (file !== undefined) beginWithFile(file)
  }
  return (
    <div className="start-choices" aria-busy={isBusy} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {isPasting ? (
        <PasteForm
          onText={(text) => begin(() => textFromPaste(text))}
          onProblem={setProblem}
          onCancel={() => setPasting(false)}
        />
      ) : (
        <div className="start-cards">
          <StartCard icon="paste" title="Paste a text" isBusy={isBusy} onClick={() => setPasting(true)}>
            An article, a script, a chapter
          </StartCard>
          <StartCard icon="file" title="Open a file" isBusy={isBusy} onClick={() => picker.current?.click()}>
            Plain text up to 5 MB, or drop it here
          </StartCard>
          <StartCard icon="book" title="Read Moby-Dick" isBusy={isBusy} onClick={() => void begin(fetchNovel)}>
            The whole novel, 1.2 MB, to try things on
          </StartCard>
        </div>
      )}
      <FilePicker ref={picker} onFile={beginWithFile} />
      <p className="start-problem" role="alert">
        {problem}
      </p>
      <LengthField length={length} onChange={setLength} />
    </div>
  )
}
