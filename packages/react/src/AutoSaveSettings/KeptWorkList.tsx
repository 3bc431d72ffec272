import type { AutoSaveSettingsLabels } from './autoSaveSettingsLabels.ts'
import { useKeptWork } from './useKeptWork.ts'

/** A list is there to recognise things by, not to be read to its end. */
const LONGEST = 5

/** What would be gone. */
export function KeptWorkList({ labels }: { readonly labels: AutoSaveSettingsLabels }) {
  const works = useKeptWork()
  if (works === undefined || works.length === 0) return null
  const left = works.length - LONGEST
  return (
    <>
      <p>{labels.clearCount(works.length)}</p>
      <ul>
        {works.slice(0, LONGEST).map(({ id, title }) => (
          <li key={id}>
            <bdi>{title}</bdi>
          </li>
        ))}
        {left > 0 && <li>{labels.andMore(left)}</li>}
      </ul>
    </>
  )
}
