import { type DragEvent, useId, useRef, useState } from 'react'
import './StartChoices.css'
import { Icon } from '../studio/Icon.tsx'
import { chunkLengths, type ChunkLengthName } from '../text/ChunkLength.ts'
import { TextProblem } from '../text/TextProblem.ts'
import { fetchNovel } from './fetchNovel.ts'
import { textFromFile, textFromPaste, type FoundText } from './FoundText.ts'
import { PasteForm } from './PasteForm.tsx'

interface StartChoicesProps {
  /** Takes the text; may reject with a TextProblem, which is shown here. */
  readonly onText: (found: FoundText, length: ChunkLengthName) => Promise<void>
}

/** The three ways to begin: paste, open a file, the novel. What goes wrong is said here and changes nothing. */
export function StartChoices({ onText }: StartChoicesProps) {
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [isPasting, setPasting] = useState(false)
  const [length, setLength] = useState<ChunkLengthName>('medium')
  const picker = useRef<HTMLInputElement>(null)
  const lengthId = useId()

  const begin = async (find: () => FoundText | Promise<FoundText>) => {
    setProblem(undefined)
    setBusy(true)
    try {
      await onText(await find(), length)
    } catch (error) {
      setProblem(error instanceof TextProblem ? error.message : 'This text could not be opened. Nothing was changed. Try again, or paste the text.')
    } finally {
      setBusy(false)
    }
  }
  const beginWithFile = (file: File | undefined) => {
    if (file !== undefined) void begin(() => textFromFile(file))
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
    beginWithFile(event.dataTransfer.files[0])
  }
  return (
    <div className="start-choices" aria-busy={isBusy} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {isPasting ? (
        <PasteForm onText={(text) => begin(() => textFromPaste(text))} onProblem={setProblem} onCancel={() => setPasting(false)} />
      ) : (
        <div className="start-cards">
          <button type="button" className="start-card" disabled={isBusy} onClick={() => setPasting(true)}>
            <Icon name="paste" />
            <span className="start-card-title">Paste a text</span>
            <span className="start-card-note">An article, a script, a chapter</span>
          </button>
          <button type="button" className="start-card" disabled={isBusy} onClick={() => picker.current?.click()}>
            <Icon name="file" />
            <span className="start-card-title">Open a file</span>
            <span className="start-card-note">Plain text up to 5 MB, or drop it here</span>
          </button>
          <button type="button" className="start-card" disabled={isBusy} onClick={() => void begin(fetchNovel)}>
            <Icon name="book" />
            <span className="start-card-title">Read Moby-Dick</span>
            <span className="start-card-note">The whole novel, 1.2 MB, to try things on</span>
          </button>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        aria-label="Text file"
        tabIndex={-1}
        accept=".txt,.md,.markdown,.text,text/*"
        onChange={(event) => {
          beginWithFile(event.target.files?.[0])
          // The same file can be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      <p className="start-problem" role="alert">
        {problem}
      </p>
      <div className="start-length">
        <label htmlFor={lengthId}>Chunk length</label>
        <select id={lengthId} className="field" value={length} onChange={(event) => setLength(toLength(event.target.value))}>
          <option value="short">Short, about {chunkLengths.short.target} characters</option>
          <option value="medium">Medium, about {chunkLengths.medium.target} characters</option>
          <option value="long">Long, about {chunkLengths.long.target} characters</option>
        </select>
      </div>
    </div>
  )
}

function toLength(value: string): ChunkLengthName {
  return value === 'short' || value === 'long' ? value : 'medium'
}
