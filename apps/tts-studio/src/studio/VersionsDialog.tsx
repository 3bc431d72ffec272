import { SaveHistoryPanel } from '@autosave-kit/react'
import { useProjectStore } from '../project/projectStore.ts'
import { Dialog } from './Dialog.tsx'
import { closeDialog } from './interfaceStore.ts'

/** What the project was before, and the way back to it. */
export function VersionsDialog() {
  const id = useProjectStore((store) => store.id)
  return (
    <Dialog title="Versions" onClose={closeDialog}>
      <p className="note">
        Restoring an older version loses nothing: what is here now stays in the list, and Undo brings it back.
      </p>
      <SaveHistoryPanel id={id} />
    </Dialog>
  )
}
