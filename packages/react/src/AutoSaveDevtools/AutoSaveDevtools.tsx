import { autoSaveService, type AutoSaveService } from '@autosave-kit/core'
import { useState } from 'react'
import { lateComponent } from '../late/lateComponent.tsx'

/** @public */
export interface AutoSaveDevtoolsProps {
  /**
   * The service to look into: the one the provider was given.
   *
   * @defaultValue core's ready-made `autoSaveService`
   */
  readonly service?: AutoSaveService | undefined
  /**
   * Whether the panel is open at first.
   *
   * @defaultValue false
   */
  readonly isOpen?: boolean | undefined
}

const { Late: LatePanel } = lateComponent(async () => (await import('./DevtoolsPanel.tsx')).DevtoolsPanel)

/**
 * A floating panel for developers: every save as it happens, with its cause, size, cost and place; what each session holds; what saving came
 * to hour by hour; tabs and their locks; where saves go and why; and, in a developer's build, switches to break the storage of this page. It shows no value of any state.
 * It is loaded when it is first opened. Its words are English.
 *
 * @public
 */
export function AutoSaveDevtools({ service = autoSaveService, isOpen: isOpenAtFirst = false }: AutoSaveDevtoolsProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <aside className="autosave-devtools" aria-label="AutoSave Kit developer panel" data-open={isOpen || undefined}>
      <button type="button" className="autosave-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        AutoSave
      </button>
      {isOpen && <LatePanel props={{ service }} onMissing={() => setOpen(false)} />}
    </aside>
  )
}
