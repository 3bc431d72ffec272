import { useState } from 'react'
import type { AutoSaveSettingsLabels } from './autoSaveSettingsLabels.ts'
import { ClearDataDialog } from './ClearDataDialog.tsx'

interface ClearDataProps {
  readonly labels: AutoSaveSettingsLabels
  readonly onCleared: (() => void) | undefined
}

/** The way to having nothing kept here any more. It asks first; the focus comes back to the button when nothing was cleared. */
export function ClearData({ labels, onCleared = reload }: ClearDataProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="autosave-button" data-danger="" onClick={() => setOpen(true)}>
        {labels.clear}
      </button>
      {isOpen && <ClearDataDialog labels={labels} onClose={() => setOpen(false)} onCleared={onCleared} />}
    </>
  )
}

/** What is on the screen was saved here once; after a clearing it must not look as if it still were. */
function reload(): void {
  location.reload()
}
