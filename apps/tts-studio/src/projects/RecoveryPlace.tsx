import { RecoveryBanner, RecoveryDialog } from '@autosave-kit/react'
import { closeDialog, useInterfaceStore } from '../studio/interfaceStore.ts'
import { openProject } from './openProject.ts'

/** How work came back, here and from other tabs that closed unexpectedly. */
export function RecoveryPlace() {
  const isOpen = useInterfaceStore((screen) => screen.dialog === 'recovery')
  return (
    <>
      <RecoveryBanner onRestored={openProject} />
      <RecoveryDialog isOpen={isOpen} onClose={closeDialog} onRestored={openProject} />
    </>
  )
}
