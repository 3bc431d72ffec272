import { useEffect, useState } from 'react'
import { DifferenceList } from '../difference/DifferenceList.tsx'
import { findChanges, type Changes } from '../difference/findChanges.ts'
import type { SessionService } from '../session/SessionService.ts'
import { problemWords, type SaveHistoryLabels } from './saveHistoryLabels.ts'

export interface VersionChangesProps {
  readonly service: Pick<SessionService, 'readVersion'>
  readonly sessionId: string
  readonly revision: number
  readonly labels: SaveHistoryLabels
}

type Reading = { readonly changes: Changes } | { readonly error: unknown }

/** What is different now, in what was saved last, from what a version holds: bringing it back takes just that away. */
export function VersionChanges({ service, sessionId, revision, labels }: VersionChangesProps) {
  const [reading, setReading] = useState<Reading>()
  useEffect(() => {
    let isCurrent = true
    const show = (next: Reading): void => {
      if (isCurrent) setReading(next)
    }
    readChanges({ service, sessionId, revision }).then(
      (changes) => show({ changes }),
      (error: unknown) => show({ error }),
    )
    return () => {
      isCurrent = false
    }
  }, [service, sessionId, revision])
  if (reading === undefined) return <p className="autosave-history-text">{labels.readingChanges}</p>
  if ('error' in reading)
    return <p className="autosave-history-problem">{problemWords(labels, labels.changesUnreadable, reading.error)}</p>
  if (reading.changes.list.length === 0) return <p className="autosave-history-text">{labels.noChanges}</p>
  return <DifferenceList changes={reading.changes} labels={labels.difference} />
}

async function readChanges({ service, sessionId, revision }: Omit<VersionChangesProps, 'labels'>): Promise<Changes> {
  const [then, now] = await Promise.all([service.readVersion(sessionId, revision), service.readVersion(sessionId)])
  return findChanges(then.state, now.state)
}
