import { useProjectStore } from '../project/projectStore.ts'
import { Dialog } from '../studio/Dialog.tsx'
import { closeDialog, openDialog } from '../studio/interfaceStore.ts'
import { openNewProject } from './openProject.ts'
import { ProjectRow } from './ProjectRow.tsx'
import './ProjectsDialog.css'
import { useProjects } from './useProjects.ts'

/** Every project that this browser keeps, and the way to what was thrown away or left by a crash. */
export function ProjectsDialog() {
  const current = useProjectStore((store) => store.id)
  const { projects, problem, refresh } = useProjects()
  const begin = () => {
    closeDialog()
    openNewProject()
  }
  return (
    <Dialog title="Projects" onClose={closeDialog}>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {projects?.length === 0 && <p className="note">Nothing is kept in this browser yet.</p>}
      <ul className="projects" aria-label="Projects" aria-busy={projects === undefined}>
        {projects?.map((project) => (
          <ProjectRow key={project.id} project={project} isCurrent={project.id === current} onChange={refresh} />
        ))}
      </ul>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => openDialog('recovery')}>
          Recover and trash…
        </button>
        <span className="dialog-gap" />
        <button type="button" className="button" data-kind="primary" onClick={begin}>
          New project
        </button>
      </div>
    </Dialog>
  )
}
