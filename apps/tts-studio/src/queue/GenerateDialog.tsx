import { useState } from 'react'
import './GenerateDialog.css'
import { currentProject } from '../project/projectStore.ts'
import { Dialog } from '../studio/Dialog.tsx'
import { formatLength } from '../studio/formatTime.ts'
import { closeDialog, useInterfaceStore } from '../studio/interfaceStore.ts'
import { estimateSpeech } from './estimateSpeech.ts'
import { type GenerateChoice, generateChoices } from './generateChoices.ts'
import { generateMany } from './queueStore.ts'

/** From here on speech is a burden for a browser, which keeps all of a project in memory. */
const HEAVY_BYTES = 500_000_000

/** Asks how much to speak, and says beforehand what it will come to. */
export function GenerateDialog() {
  // Counted once, when the dialog opens.
  const [choices] = useState(findChoices)
  return (
    <Dialog title="Generate speech" onClose={closeDialog}>
      {choices.length === 0 ? <p>Every chunk has speech that is up to date.</p> : <GenerateForm choices={choices} />}
    </Dialog>
  )
}

function findChoices(): readonly GenerateChoice[] {
  const project = currentProject()
  const { selectedId } = useInterfaceStore.getState()
  const selectedIndex = project.chunks.findIndex((chunk) => chunk.id === selectedId)
  return generateChoices(project, selectedIndex)
}

function GenerateForm({ choices }: { choices: readonly GenerateChoice[] }) {
  const [chosen, setChosen] = useState(choices.at(-1))
  if (chosen === undefined) return null
  const start = () => {
    closeDialog()
    generateMany(chosen.chunks.map((chunk) => chunk.id))
  }
  return (
    <>
      <fieldset className="generate-choices" aria-label="What to generate">
        {choices.map((choice) => (
          <label className="generate-choice" key={choice.key}>
            <input type="radio" name="generate" checked={choice === chosen} onChange={() => setChosen(choice)} />
            <span>{choice.name}</span>
            <span className="note">{describe(choice)}</span>
          </label>
        ))}
      </fieldset>
      {estimateSpeech(chosen.chunks).bytes > HEAVY_BYTES && (
        <p className="generate-warning">
          That is more than most browsers hold well at once. A part at a time is safer. You can cancel at any moment;
          what is done stays.
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={closeDialog}>
          Not now
        </button>
        <button type="button" className="button" data-kind="primary" onClick={start}>
          Generate {countChunks(chosen.chunks.length)}
        </button>
      </div>
    </>
  )
}

function describe({ chunks }: GenerateChoice): string {
  const { lengthMs, bytes } = estimateSpeech(chunks)
  return `${countChunks(chunks.length)}, about ${formatLength(lengthMs)} of speech, ${formatBytes(bytes)}`
}

function countChunks(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'chunk' : 'chunks'}`
}

function formatBytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
