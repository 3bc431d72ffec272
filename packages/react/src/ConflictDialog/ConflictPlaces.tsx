import type { SaveConflict } from '@autosave-kit/core'
import type { ConflictDialogLabels } from './conflictDialogLabels.ts'
import { valueInWords } from '../words/valueInWords.ts'

interface ConflictPlacesProps {
  readonly places: SaveConflict['places']
  readonly labels: ConflictDialogLabels
}

/** What both sides changed, place by place: as it is here, as the other tab saved it, and as it was. */
export function ConflictPlaces({ places, labels }: ConflictPlacesProps) {
  return (
    <ul className="autosave-conflict-places">
      {places.map(({ path, mine, theirs, base }) => (
        <li key={path}>
          <code dir="ltr">{path}</code>
          <dl>
            {[
              [labels.mine, mine],
              [labels.theirs, theirs],
              [labels.base, base],
            ].map(([name, value]) => (
              <div key={String(name)}>
                <dt>{String(name)}</dt>
                <dd>
                  <bdi>{valueInWords(value, labels.nothing)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
