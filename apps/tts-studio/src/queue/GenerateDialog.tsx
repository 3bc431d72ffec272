import { useState } from 'react'
import './GenerateDialog.css'
import { useProjectStore } from '../project/projectStore.ts'
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
  const project = useProjectStore((store) => store.project)
  const selectedId = useInterfaceStore((screen) => screen.selectedId)
  // Counted once, when the dialog opens.
  const [choices] = useState(() => generateChoices(project, project.chunks.findIndex((chunk) => chunk.id === selectedId)))
  const [chosenKey, setChosenKey] = useState(choices.length === 1 ? choices[0]?.key : undefined)
  const chosen = choices.find((choice) => choice.key === (chosenKey ?? 'all'))

  const start = () => {
    if (chosen === undefined) return
    closeDialog()
    generateMany(chosen.chunks.map((chunk) => chunk.id))
  }
  return (
    <Dialog title="Generate speech" onClose={closeDialog}>
      {chosen === undefined ? (
        <p>Every chunk has speech that is up to date.</p>
      ) : (
        <>
          <fieldset className="generate-choices">
            <legend className="visually-hidden">What to generate</legend>
            {choices.map((choice) => (
              <label className="generate-choice" key={choice.key}>
                <input type="radio" name="generate" checked={choice === chosen} onChange={() => setChosenKey(choice.key)} />
                <span>{choice.name}</span>
                <span className="note">{describe(choice)}</span>
              </label>
            ))}
          </fieldset>
          {estimateSpeech(chosen.chunks).bytes > HEAVY_BYTES && (
            <p className="generate-warning">
              That is more than most browsers hold well at once. A part at a time, with its audio exported, is safer. You can cancel at any moment; what is done stays.
            </p>
          )}
          <div className="dialog-actions">
            <button type="button" className="button" onClick={closeDialog}>
              Not now
            </button>
            <button type="button" className="button" data-kind="primary" onClick={start}>
              Generate {chosen.chunks.length.toLocaleString('en')} {chosen.chunks.length === 1 ? 'chunk' : 'chunks'}
            </button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function describe({ chunks }: GenerateChoice): string {
  const { lengthMs, bytes } = estimateSpeech(chunks)
  const count = `${chunks.length.toLocaleString('en')} ${chunks.length === 1 ? 'chunk' : 'chunks'}`
  return `${count}, about ${formatLength(lengthMs)} of speech, ${formatBytes(bytes)}`
}

function formatBytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
