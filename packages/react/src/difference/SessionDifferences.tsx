import type { AutoSaveErrorCode } from '@autosave-kit/core'
import { useEffect, useState } from 'react'
import type { SessionService } from '../session/SessionService.ts'
import { problemText } from '../words/problemText.ts'
import type { DifferenceLabels } from './differenceLabels.ts'
import { DifferenceList } from './DifferenceList.tsx'
import { findChanges, type Changes } from './findChanges.ts'

export interface SessionDifferencesProps {
  readonly service: Pick<SessionService, 'readVersion'>
  readonly sessionId: string
  /** The older of the two; 0 for nothing at all. */
  readonly from: number
  /** The newer of the two; the newest that is stored without it. */
  readonly to?: number | undefined
  readonly words: DifferenceWords
}

interface DifferenceWords {
  readonly reading: string
  readonly unreadable: string
  /** The two are the same. */
  readonly none: string
  /** There is no older one. */
  readonly allNew: string
  readonly causes: Readonly<Record<AutoSaveErrorCode, string>>
  readonly difference: DifferenceLabels
}

type Reading = { readonly changes: Changes | undefined } | { readonly error: unknown }

/** What became of a session between two of its versions. */
export function SessionDifferences({ service, sessionId, from, to, words }: SessionDifferencesProps) {
  const [reading, setReading] = useState<Reading>()
  useEffect(() => {
    let isCurrent = true
    const show = (next: Reading): void => {
      if (isCurrent) setReading(next)
    }
    readChanges(service, { sessionId, from, to }).then(
      (changes) => show({ changes }),
      (error: unknown) => show({ error }),
    )
    return () => {
      isCurrent = false
    }
  }, [service, sessionId, from, to])
  if (reading === undefined) return <p className="autosave-history-text">{words.reading}</p>
  if ('error' in reading)
    return <p className="autosave-history-problem">{problemText(words.unreadable, words.causes, reading.error)}</p>
  if (reading.changes === undefined) return <p className="autosave-history-text">{words.allNew}</p>
  if (reading.changes.list.length === 0) return <p className="autosave-history-text">{words.none}</p>
  return <DifferenceList changes={reading.changes} labels={words.difference} />
}

type Range = Pick<SessionDifferencesProps, 'sessionId' | 'from' | 'to'>

async function readChanges(
  service: SessionDifferencesProps['service'],
  { sessionId, from, to }: Range,
): Promise<Changes | undefined> {
  if (from === 0) return undefined
  const [before, after] = await Promise.all([service.readVersion(sessionId, from), service.readVersion(sessionId, to)])
  return findChanges(before.state, after.state)
}
