import { useSaveStatus } from '@autosave-kit/react'
import { useEffect } from 'react'
import { useProjectStore } from '../project/projectStore.ts'
import { useService } from './ServiceContext.ts'

/** Somebody who types a title is not followed letter by letter. */
const TYPED_MS = 1_000

/** Calls the session what its project is called, in every list of projects. */
export function useProjectTitle(): void {
  const service = useService()
  const id = useProjectStore((store) => store.id)
  const title = useProjectStore((store) => store.project.title)
  const { revision } = useSaveStatus({ id })
  const isStored = revision > 0
  useEffect(() => {
    if (!isStored || title === '') return
    const timer = setTimeout(() => {
      // Without its title it is listed all the same.
      service.renameSession(id, title).catch(() => undefined)
    }, TYPED_MS)
    return () => clearTimeout(timer)
  }, [service, id, title, isStored])
}
