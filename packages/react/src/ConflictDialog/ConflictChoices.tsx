import type { Preference } from '@autosave-kit/core'
import { useId } from 'react'
import type { ConflictDialogLabels } from './conflictDialogLabels.ts'
import type { Side } from './ConflictPlaces.tsx'

export type ConflictOutcome = Preference | 'both'

interface ConflictChoicesProps {
  readonly labels: ConflictDialogLabels
  /** What was chosen part by part; missing where there is only one part. */
  readonly picks: ReadonlyMap<string, Side> | undefined
  readonly onChoose: (choice: ConflictOutcome) => void
}

/** The ways to end a conflict, each with what it leads to. */
export function ConflictChoices({ labels, picks, onChoose }: ConflictChoicesProps) {
  const textId = useId()
  const isMixed = picks !== undefined && picks.size > 0
  const choices = [
    ...(isMixed ? ([{ name: 'parts', label: labels.useChoices, text: labels.choicesText }] as const) : []),
    { name: 'mine', label: labels.keepMine, text: labels.mineText },
    { name: 'theirs', label: labels.useOther, text: labels.otherText },
    { name: 'both', label: labels.keepBoth, text: labels.bothText },
  ] as const
  const choose = (name: (typeof choices)[number]['name']): void =>
    onChoose(name === 'parts' ? ({ path }) => picks?.get(path) ?? 'mine' : name)
  return choices.map(({ name, label, text }, index) => (
    <div key={name} className="autosave-choice">
      <button
        type="button"
        className="autosave-button"
        data-main={index === 0 || undefined}
        aria-describedby={`${textId}${name}`}
        onClick={() => choose(name)}
      >
        {label}
      </button>
      <p id={`${textId}${name}`}>{text}</p>
    </div>
  ))
}
