import { ExportDialog } from '../exporting/ExportDialog.tsx'
import { ProjectsDialog } from '../projects/ProjectsDialog.tsx'
import { GenerateDialog } from '../queue/GenerateDialog.tsx'
import { OpenDialog } from '../start/OpenDialog.tsx'
import { AboutDialog } from './AboutDialog.tsx'
import { useInterfaceStore } from './interfaceStore.ts'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { VersionsDialog } from './VersionsDialog.tsx'

/** The dialog that is open, if one is. */
export function Dialogs() {
  const dialog = useInterfaceStore((screen) => screen.dialog)
  const offered = useInterfaceStore((screen) => screen.offered)
  if (dialog === 'open') return <OpenDialog offered={offered} />
  if (dialog === 'export') return <ExportDialog />
  if (dialog === 'generate') return <GenerateDialog />
  if (dialog === 'projects') return <ProjectsDialog />
  if (dialog === 'versions') return <VersionsDialog />
  if (dialog === 'about') return <AboutDialog />
  return dialog === 'shortcuts' ? <ShortcutsDialog /> : null
}
