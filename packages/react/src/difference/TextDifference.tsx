import { Fragment } from 'react'
import type { DifferenceLabels } from './differenceLabels.ts'
import { textDifference, type TextPiece } from './textDifference.ts'

interface TextDifferenceProps {
  readonly before: string
  readonly after: string
  readonly labels: DifferenceLabels
}

/** Letters of what stayed that are shown on either side of a change: enough to know where it is. */
const AROUND = 60

/** A text with what went and what came marked by more than colour. */
export function TextDifference({ before, after, labels }: TextDifferenceProps) {
  const pieces = textDifference(before, after)
  return (
    <span className="autosave-change">
      {pieces.map(({ kind, text }, index) => {
        // The pieces are of this very pair of texts: their places are their names.
        const key = `${index} ${kind}`
        if (kind === 'same') return <Fragment key={key}>{shortened(text, pieces, index)}</Fragment>
        const [Tag, word] = kind === 'added' ? (['ins', labels.added] as const) : (['del', labels.removed] as const)
        return (
          <Tag key={key}>
            <span className="autosave-said">{word} </span>
            {text}
          </Tag>
        )
      })}
    </span>
  )
}

function shortened(text: string, pieces: readonly TextPiece[], index: number): string {
  // Not in the middle of a word.
  const start = index === 0 ? '' : text.slice(0, AROUND).replace(/\S*$/, '')
  const end = index === pieces.length - 1 ? '' : text.slice(-AROUND).replace(/^\S*/, '')
  return text.length <= start.length + end.length + 3 ? text : `${start}…${end}`
}
