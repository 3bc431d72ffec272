import { StorageNotice } from '@autosave-kit/react'
import './Studio.css'
import { PlayerBar } from '../player/PlayerBar.tsx'
import { useProjectStore } from '../project/projectStore.ts'
import { RecoveryPlace } from '../projects/RecoveryPlace.tsx'
import { StartPage } from '../start/StartPage.tsx'
import { useDroppedFiles } from '../start/useDroppedFiles.ts'
import { Dialogs } from './Dialogs.tsx'
import { Header } from './Header.tsx'
import { NoticeBar } from './NoticeBar.tsx'
import { useRestoring } from './useRestoring.ts'
import { useShortcuts } from './useShortcuts.ts'
import { Workbench } from './Workbench.tsx'

/** The whole screen. */
export function Studio() {
  const isEmpty = useProjectStore((store) => store.project.chunks.length === 0)
  const id = useProjectStore((store) => store.id)
  useShortcuts()
  useDroppedFiles()
  return (
    <div className="studio">
      <Header />
      <RecoveryPlace />
      <StorageNotice />
      {isEmpty ? <EmptyStudio key={id} /> : <Workbench />}
      <NoticeBar />
      {!isEmpty && <PlayerBar />}
      <Dialogs />
    </div>
  )
}

/** The three starts, but not before it is known that there is nothing to go on with. */
function EmptyStudio() {
  if (!useRestoring()) return <StartPage />
  return (
    <main className="studio-opening" aria-busy="true">
      <p>Opening your work…</p>
    </main>
  )
}
