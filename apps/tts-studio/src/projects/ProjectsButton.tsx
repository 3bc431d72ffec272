import { IconButton } from '../studio/IconButton.tsx'
import { openDialog } from '../studio/interfaceStore.ts'

export function ProjectsButton() {
  return <IconButton icon="projects" label="Projects" onClick={() => openDialog('projects')} />
}
