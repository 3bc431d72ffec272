import { useState } from 'react'
import { currentProject } from '../project/projectStore.ts'
import { Dialog } from '../studio/Dialog.tsx'
import { closeDialog } from '../studio/interfaceStore.ts'
import type { FoundText } from './FoundText.ts'
import { openText } from './openText.ts'
import { ReplaceQuestion } from './ReplaceQuestion.tsx'
import { StartChoices } from './StartChoices.tsx'
import type { TakeText } from './useBeginning.ts'

/** Another text in place of the one that is open: asks first, here, because the old one goes. `offered` was dropped on the page. */
export function OpenDialog({ offered }: { offered: FoundText | null }) {
  const [asked, setAsked] = useState(offered)
  const [length, setLength] = useState<Parameters<TakeText>[1]>('medium')
  const take: TakeText = async (found, chosenLength) => {
    if (currentProject().chunks.length === 0) return replace(found, chosenLength)
    setLength(chosenLength)
    setAsked(found)
  }
  return (
    <Dialog title="Open a text" onClose={closeDialog} isWide>
      {asked === null ? (
        <StartChoices onText={take} />
      ) : (
        <ReplaceQuestion title={asked.title} onReplace={() => replace(asked, length)} />
      )}
    </Dialog>
  )
}

const replace: TakeText = async (found, length) => {
  await openText(found, length)
  closeDialog()
}
