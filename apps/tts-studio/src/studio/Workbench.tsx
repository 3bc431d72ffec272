import { Inspector } from '../inspector/Inspector.tsx'
import { Manuscript } from '../manuscript/Manuscript.tsx'
import { ManuscriptBar } from '../manuscript/ManuscriptBar.tsx'
import { Outline } from '../outline/Outline.tsx'
import { useInterfaceStore } from './interfaceStore.ts'
import { useFittingPanels } from './useFittingPanels.ts'

/** Outline, manuscript and inspector, side by side where there is room. */
export function Workbench() {
  useFittingPanels()
  const isOutlineOpen = useInterfaceStore((screen) => screen.isOutlineOpen)
  const isInspectorOpen = useInterfaceStore((screen) => screen.isInspectorOpen)
  return (
    <div className="studio-columns">
      {isOutlineOpen && <Outline />}
      <main className="studio-main">
        <ManuscriptBar />
        <Manuscript />
      </main>
      {isInspectorOpen && <Inspector />}
    </div>
  )
}
