import { useState } from 'react'
import { currentProject } from '../project/projectStore.ts'
import { Dialog } from '../studio/Dialog.tsx'
import { closeDialog } from '../studio/interfaceStore.ts'
import type { ChunkLengthName } from '../text/ChunkLength.ts'
import type { FoundText } from './FoundText.ts'
import { openText, type TextPlace } from './openText.ts'
import { ReplaceQuestion } from './ReplaceQuestion.tsx'
import { StartChoices } from './StartChoices.tsx'
import type { TakeText } from './useBeginning.ts'

/** Another text: asks first, here, where it goes when one is open already. `offered` was dropped on the page. */
export function OpenDialog({ offered }: { offered: FoundText | null }) {
  const [asked, setAsked] = useState(offered)
  const [length, setLength] = useState<ChunkLengthName>('medium')
  const take: TakeText = async (found, chosenLength) => {
    if (currentProject().chunks.length === 0) return open(found, chosenLength, 'here')
    setLength(chosenLength)
    setAsked(found)
  }
  return (
    <Dialog title="Open a text" onClose={closeDialog} isWide>
      {asked === null ? (
        <StartChoices onText={take} />
      ) : (
        <ReplaceQuestion title={asked.title} onOpen={(place) => open(asked, length, place)} />
      )}
    </Dialog>
  )
}

async function open(found: FoundText, length: ChunkLengthName, place: TextPlace): Promise<void> {
  await openText(found, length, place)
  closeDialog()
}
