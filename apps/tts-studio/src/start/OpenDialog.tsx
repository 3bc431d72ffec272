import { useState } from 'react'
import { useProjectStore } from '../project/projectStore.ts'
import { Dialog } from '../studio/Dialog.tsx'
import { closeDialog } from '../studio/interfaceStore.ts'
import { downloadText } from '../exporting/downloadText.ts'
import type { ChunkLengthName } from '../text/ChunkLength.ts'
import { TextProblem } from '../text/TextProblem.ts'
import type { FoundText } from './FoundText.ts'
import { openText } from './openText.ts'
import { StartChoices } from './StartChoices.tsx'

interface Asked extends FoundText {
  readonly length: ChunkLengthName
}

/** Another text in place of the one that is open: asks first, here, because the old one goes. `offered` was dropped on the page. */
export function OpenDialog({ offered }: { offered: FoundText | null }) {
  const chunkCount = useProjectStore((store) => store.project.chunks.length)
  const [asked, setAsked] = useState<Asked | null>(offered && { ...offered, length: 'medium' })
  const [problem, setProblem] = useState<string>()

  const take = async (found: FoundText, length: ChunkLengthName) => {
    if (found.text.trim() === '') throw new TextProblem('There are no words in this text. Nothing was changed.')
    if (chunkCount > 0) setAsked({ ...found, length })
    else await open({ ...found, length })
  }
  const open = async (found: Asked) => {
    await openText(found, found.length)
    closeDialog()
  }
  return (
    <Dialog title="Open a text" onClose={closeDialog} isWide>
      {asked === null ? (
        <StartChoices onText={take} />
      ) : (
        <ReplaceQuestion
          title={asked.title}
          problem={problem}
          onReplace={() => open(asked).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))}
        />
      )}
    </Dialog>
  )
}

interface ReplaceQuestionProps {
  readonly title: string
  readonly problem: string | undefined
  readonly onReplace: () => Promise<void>
}

function ReplaceQuestion({ title, problem, onReplace }: ReplaceQuestionProps) {
  const project = useProjectStore((store) => store.project)
  const spoken = project.chunks.filter((chunk) => chunk.speech !== null).length
  const speech = spoken === 0 ? '' : `, ${spoken.toLocaleString('en')} of them with speech`
  return (
    <>
      <p>
        “{title}” would take the place of “{project.title || 'Untitled'}” ({project.chunks.length.toLocaleString('en')} chunks{speech}). Undo brings it
        back until you close this page.
      </p>
      {problem !== undefined && <p role="alert" className="start-problem">{problem}</p>}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => downloadText(project)}>
          Download a copy first
        </button>
        <span className="dialog-gap" />
        <button type="button" className="button" onClick={closeDialog}>
          Keep what is open
        </button>
        <button type="button" className="button" data-kind="primary" onClick={() => void onReplace()}>
          Replace it
        </button>
      </div>
    </>
  )
}
