import type { SessionSummary } from '@autosave-kit/core'
import { useCallback, useEffect, useState } from 'react'
import { firstProject } from './lastProject.ts'
import { useService } from './ServiceContext.ts'

interface Projects {
  /** Newest first; `undefined` until they are read. */
  readonly projects: readonly SessionSummary[] | undefined
  readonly problem: string | undefined
  readonly refresh: () => Promise<void>
}

/** What is kept in this browser, whichever tab has it open. */
export function useProjects(): Projects {
  const service = useService()
  const [projects, setProjects] = useState<readonly SessionSummary[]>()
  const [problem, setProblem] = useState<string>()
  const refresh = useCallback(
    () =>
      service.listSessions().then(
        (sessions) => {
          setProjects(sessions.filter(isProject).toSorted((one, other) => other.updatedAt - one.updatedAt))
          setProblem(undefined)
        },
        () => setProblem('The list of projects could not be read. Nothing is lost. Close this and try again.'),
      ),
    [service],
  )
  useEffect(() => {
    void refresh()
  }, [refresh])
  return { projects, problem, refresh }
}

/** Other apps of the same address may keep sessions too. */
function isProject({ id }: SessionSummary): boolean {
  return id === firstProject || id.startsWith(`${firstProject}-`)
}
