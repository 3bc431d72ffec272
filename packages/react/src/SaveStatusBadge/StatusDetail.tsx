import type { SaveSnapshot } from '@autosave-kit/core'
import type { ReactNode } from 'react'
import { statusFact } from '../status/statusFact.ts'
import { PathList } from '../words/PathList.tsx'
import { clockTime } from '../words/clockTime.ts'
import type { BadgePanelLabels } from './badgePanelLabels.ts'

interface StatusDetailProps {
  readonly snapshot: SaveSnapshot
  readonly labels: BadgePanelLabels
  readonly locale: string | undefined
}

/** What is true, what is safe, what to do; then when and where, for those who look closer. */
export function StatusDetail({ snapshot, labels, locale }: StatusDetailProps) {
  const { error, leftOutPaths, isUnsaved, restored } = snapshot
  const fact = statusFact(snapshot)
  const isTrouble = fact === 'retrying' || fact === 'failed'
  return (
    <>
      <p className="autosave-panel-text">{labels.explanations[isTrouble && !isUnsaved ? 'untouched' : fact]}</p>
      {fact === 'elsewhere' && !snapshot.isAccessCertain && (
        <p className="autosave-panel-text">{labels.unsureElsewhere}</p>
      )}
      {fact === 'partial' && <PathList paths={leftOutPaths} />}
      {error && fact !== 'conflict' && <p className="autosave-panel-text">{labels.causes[error.code]}</p>}
      {restored?.source === 'lifeboat' && <p className="autosave-panel-text">{labels.broughtBack}</p>}
      {fact !== 'conflict' && <Facts snapshot={snapshot} labels={labels} locale={locale} />}
    </>
  )
}

function Facts({ snapshot, labels, locale }: StatusDetailProps) {
  const { savedAt, durability, error, retryAt } = snapshot
  if (savedAt === undefined && retryAt === undefined) return null
  return (
    <dl className="autosave-panel-facts">
      {retryAt !== undefined && <Fact name={labels.nextTry}>{clockTime(retryAt, { locale, hasSeconds: true })}</Fact>}
      {savedAt !== undefined && <Fact name={labels.lastSaved}>{clockTime(savedAt, { locale })}</Fact>}
      {savedAt !== undefined && !error && <Fact name={labels.kept}>{labels.places[durability]}</Fact>}
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="autosave-panel-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
