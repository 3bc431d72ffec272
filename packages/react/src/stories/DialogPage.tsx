import { useState, type ReactNode } from 'react'
import type { StoryService } from './storyService.ts'
import { StorySession } from './StorySession.tsx'

interface DialogPageProps {
  readonly service: StoryService
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Words of the button that opens the dialog. */
  readonly opener: string
  readonly dialog: (opening: { readonly isOpen: boolean; readonly onClose: () => void }) => ReactNode
}

/** A page with one session, and a button that opens a dialog of the kit's. */
export function DialogPage({ service, isOpen: isOpenAtFirst, onClose, opener, dialog }: DialogPageProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const close = (): void => {
    setOpen(false)
    onClose()
  }
  return (
    <StorySession service={service}>
      <button type="button" className="autosave-button" onClick={() => setOpen(true)}>
        {opener}
      </button>
      {dialog({ isOpen, onClose: close })}
    </StorySession>
  )
}
