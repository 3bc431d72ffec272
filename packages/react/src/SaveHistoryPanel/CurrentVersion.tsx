import type { HistoryEntry } from '@autosave-kit/core'
import { useId } from 'react'
import type { SaveHistory } from '../hooks/useSaveHistory.ts'
import type { SaveHistoryLabels } from './saveHistoryLabels.ts'
import { VersionFacts } from './VersionFacts.tsx'
import { VersionName } from './VersionName.tsx'

interface CurrentVersionProps {
  readonly version: HistoryEntry
  readonly labels: SaveHistoryLabels
  readonly locale: string | undefined
  readonly hasSeconds: boolean
  readonly saveVersion: SaveHistory['saveVersion']
}

/** The newest version: nothing to bring back, but it can be given a name. */
export function CurrentVersion({ version, labels, saveVersion, ...time }: CurrentVersionProps) {
  const id = useId()
  return (
    <li className="autosave-version" data-current data-checkpoint={version.isCheckpoint || undefined}>
      <span className="autosave-version-words">
        <VersionFacts version={version} labels={labels} {...time} titleId={id} />
      </span>
      <span className="autosave-version-current">{labels.current}</span>
      <VersionName labels={labels} saveVersion={saveVersion} />
    </li>
  )
}
