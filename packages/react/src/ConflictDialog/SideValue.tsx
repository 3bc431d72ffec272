import { TextDifference } from '../difference/TextDifference.tsx'
import { valueInWords } from '../words/valueInWords.ts'
import type { ConflictDialogLabels } from './conflictDialogLabels.ts'

interface SideValueProps {
  readonly value: unknown
  readonly base: unknown
  readonly labels: ConflictDialogLabels
}

/** Texts this long are read by what is different in them. */
const LONG_TEXT = 60

/** What a side has in a place: a long text as what it made of the one before, everything else as it is. */
export function SideValue({ value, base, labels }: SideValueProps) {
  if (typeof value === 'string' && typeof base === 'string' && value !== base && base.length > LONG_TEXT)
    return <TextDifference before={base} after={value} labels={labels.difference} />
  return (
    <span className="autosave-change">
      <bdi>{valueInWords(value, labels.nothing)}</bdi>
    </span>
  )
}
