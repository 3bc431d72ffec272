import { useEffect, useState } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'

export interface KeptWork {
  readonly id: string
  readonly title: string
}

/** What is kept here and what people call it, newest first; `undefined` until it is known, and where it cannot be read. */
export function useKeptWork(): readonly KeptWork[] | undefined {
  const { service } = useRegistry()
  const [works, setWorks] = useState<readonly KeptWork[]>()
  useEffect(() => {
    let isCurrent = true
    service.listSessions().then(
      (sessions) => {
        const newestFirst = sessions.toSorted((one, other) => other.updatedAt - one.updatedAt)
        if (isCurrent) setWorks(newestFirst.map(({ id, title = id }) => ({ id, title })))
      },
      // Whether it can be listed or not, it can be cleared.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [service])
  return works
}
