import type { SaveConflict } from '@autosave-kit/core'
import { useId } from 'react'
import type { ConflictDialogLabels } from './conflictDialogLabels.ts'
import { SideValue } from './SideValue.tsx'

export type Side = 'mine' | 'theirs'

interface ConflictPlacesProps {
  readonly places: SaveConflict['places']
  readonly labels: ConflictDialogLabels
  /** By path; a place that is not in it keeps this side. */
  readonly picks: ReadonlyMap<string, Side>
  /** Missing where there is only one place: the whole choice is the choice then. */
  readonly onPick: ((path: string, side: Side) => void) | undefined
}

/** What both sides changed, place by place: as it is here, as the other tab saved it, and as it was; with a choice of one. */
export function ConflictPlaces({ places, ...props }: ConflictPlacesProps) {
  return (
    <ul className="autosave-conflict-places">
      {places.map((place) => (
        <li key={place.path}>
          <PlaceChoice place={place} {...props} />
        </li>
      ))}
    </ul>
  )
}

interface PlaceChoiceProps extends Omit<ConflictPlacesProps, 'places'> {
  readonly place: SaveConflict['places'][number]
}

function PlaceChoice({ place, labels, picks, onPick }: PlaceChoiceProps) {
  const { path, mine, theirs, base } = place
  const name = useId()
  const picked = picks.get(path) ?? 'mine'
  const sides = [
    { side: 'mine', word: labels.mine, value: mine },
    { side: 'theirs', word: labels.theirs, value: theirs },
  ] as const
  return (
    <fieldset className="autosave-conflict-place">
      <legend>
        <code dir="ltr">{path}</code>
      </legend>
      {sides.map(({ side, word, value }) => (
        <label key={side} className="autosave-side" data-picked={(onPick && picked === side) || undefined}>
          <span className="autosave-side-name">
            {onPick && <input type="radio" name={name} checked={picked === side} onChange={() => onPick(path, side)} />}
            {word}
          </span>
          <SideValue value={value} base={base} labels={labels} />
        </label>
      ))}
      <div className="autosave-side">
        <span className="autosave-side-name">{labels.base}</span>
        <SideValue value={base} base={base} labels={labels} />
      </div>
    </fieldset>
  )
}
