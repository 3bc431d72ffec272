import { RecoveryBanner } from '@autosave-kit/react'
import { useCallback } from 'react'
import './Studio.css'
import { Inspector } from '../inspector/Inspector.tsx'
import { Manuscript } from '../manuscript/Manuscript.tsx'
import { ManuscriptBar } from '../manuscript/ManuscriptBar.tsx'
import { Outline } from '../outline/Outline.tsx'
import { PlayerBar } from '../player/PlayerBar.tsx'
import { currentProject, useProjectStore } from '../project/projectStore.ts'
import type { FoundText } from '../start/FoundText.ts'
import { openText } from '../start/openText.ts'
import { StartPage } from '../start/StartPage.tsx'
import { useDroppedFiles } from '../start/useDroppedFiles.ts'
import { Dialogs } from './Dialogs.tsx'
import { Header } from './Header.tsx'
import { offerText, say, useInterfaceStore } from './interfaceStore.ts'
import { NoticeBar } from './NoticeBar.tsx'
import { useRestoring } from './useRestoring.ts'
import { useShortcuts } from './useShortcuts.ts'

/** The whole screen. */
export function Studio() {
  const isEmpty = useProjectStore((store) => store.project.chunks.length === 0)
  const isOutlineOpen = useInterfaceStore((screen) => screen.isOutlineOpen)
  const isInspectorOpen = useInterfaceStore((screen) => screen.isInspectorOpen)
  const isRestoring = useRestoring()
  useShortcuts()
  const onProblem = useCallback((error: unknown) => say(error instanceof Error ? error.message : String(error), { tone: 'problem' }), [])
  const onText = useCallback(
    (found: FoundText) => {
      if (currentProject().chunks.length === 0) {
        openText(found, 'medium').catch(onProblem)
        return
      }
      offerText(found)
    },
    [onProblem],
  )
  useDroppedFiles(onText, onProblem)
  return (
    <div className="studio">
      <Header />
      <RecoveryBanner />
      {isEmpty ? (
        isRestoring ? <main className="studio-opening" aria-busy="true"><p>Opening your work…</p></main> : <StartPage />
      ) : (
        <div className="studio-columns">
          {isOutlineOpen && <Outline />}
          <main className="studio-main">
            <ManuscriptBar />
            <Manuscript />
          </main>
          {isInspectorOpen && <Inspector />}
        </div>
      )}
      <NoticeBar />
      {!isEmpty && <PlayerBar />}
      <Dialogs />
    </div>
  )
}
