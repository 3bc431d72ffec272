import { useSaveStatus } from '@autosave-kit/react'
import { useProjectStore } from '../project/projectStore.ts'
import { IconButton } from './IconButton.tsx'
import { openDialog } from './interfaceStore.ts'

/** There as soon as there is a version, also when the one that was brought back is an empty studio. */
export function VersionsButton() {
  const id = useProjectStore((store) => store.id)
  const { revision } = useSaveStatus({ id })
  if (revision === 0) return null
  return <IconButton icon="versions" label="Versions" onClick={() => openDialog('versions')} />
}
