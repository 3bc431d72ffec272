import { useId, useState } from 'react'
import { lateComponent } from '../late/lateComponent.tsx'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { SessionDifferencesProps } from './SessionDifferences.tsx'

const { Late: LateDifferences } = lateComponent(
  async () => (await import('./SessionDifferences.tsx')).SessionDifferences,
)

interface DifferencesButtonProps extends Omit<SessionDifferencesProps, 'service'> {
  /** The button's own words. */
  readonly label: string
  /** Names what it is about, after them. */
  readonly titleId: string
}

/** Opens what became of a session between two of its versions. It is read, and its code loaded, when somebody asks. */
export function DifferencesButton({ label, titleId, ...differences }: DifferencesButtonProps) {
  const { service } = useRegistry()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="autosave-version-more">
      <button
        type="button"
        className="autosave-action"
        id={`${id}words`}
        aria-labelledby={`${id}words ${titleId}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        <div id={id} className="autosave-version-changes">
          <LateDifferences
            props={{ service, ...differences }}
            fallback={<p className="autosave-history-text">{differences.words.reading}</p>}
            onMissing={() => setOpen(false)}
          />
        </div>
      )}
    </div>
  )
}
