import { valueInWords } from '../words/valueInWords.ts'
import type { DifferenceLabels } from './differenceLabels.ts'
import type { Change, Changes } from './findChanges.ts'
import { TextDifference } from './TextDifference.tsx'

interface DifferenceListProps {
  readonly changes: Changes
  readonly labels: DifferenceLabels
}

/** What became of a state, place by place: texts as texts, everything else from what to what. */
export function DifferenceList({ changes: { list, isCut }, labels }: DifferenceListProps) {
  return (
    <>
      <ul className="autosave-changes">
        {list.map((change) => (
          <li key={`${change.kind} ${change.path} ${valueInWords(change.after, '')}`} data-kind={change.kind}>
            {change.path === '' ? labels.whole : <code dir="ltr">{change.path}</code>}{' '}
            <ChangedValue change={change} labels={labels} />
          </li>
        ))}
      </ul>
      {isCut && <p>{labels.more}</p>}
    </>
  )
}

interface ChangedValueProps {
  readonly change: Change
  readonly labels: DifferenceLabels
}

function ChangedValue({ change: { kind, before, after }, labels }: ChangedValueProps) {
  if (typeof before === 'string' && typeof after === 'string')
    return <TextDifference before={before} after={after} labels={labels} />
  return (
    <span className="autosave-change">
      {kind !== 'added' && (
        <del>
          <span className="autosave-said">{labels.removed} </span>
          <bdi>{valueInWords(before, labels.nothing)}</bdi>
        </del>
      )}{' '}
      {kind !== 'removed' && (
        <ins>
          <span className="autosave-said">{labels.added} </span>
          <bdi>{valueInWords(after, labels.nothing)}</bdi>
        </ins>
      )}
    </span>
  )
}
