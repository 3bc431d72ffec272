import { SaveNowButton, SaveStatusBadge } from '@autosave-kit/react'
import './Header.css'
import { setTitle, useProjectStore } from '../project/projectStore.ts'
import { ProjectsButton } from '../projects/ProjectsButton.tsx'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { openDialog } from './interfaceStore.ts'
import { ThemeButton } from './ThemeButton.tsx'
import { VersionsButton } from './VersionsButton.tsx'

/** Title, what saving is doing, and the few things that concern the whole project. */
export function Header() {
  const isEmpty = useProjectStore((store) => store.project.chunks.length === 0)
  return (
    <header className="header">
      <span className="header-mark">
        <Icon name="speak" />
      </span>
      {isEmpty ? <span className="header-name">Speech studio</span> : <TitleField />}
      <div className="header-saving">
        <SaveStatusBadge />
        <SaveNowButton />
        <VersionsButton />
      </div>
      <div className="header-actions">
        <ProjectsButton />
        {!isEmpty && <IconButton icon="open" label="Open a text" onClick={() => openDialog('open')} />}
        {!isEmpty && <IconButton icon="download" label="Export" onClick={() => openDialog('export')} />}
        <ThemeButton />
        <IconButton
          className="header-shortcuts"
          icon="keyboard"
          label="Keyboard shortcuts"
          onClick={() => openDialog('shortcuts')}
        />
        <IconButton icon="about" label="About" onClick={() => openDialog('about')} />
      </div>
    </header>
  )
}

function TitleField() {
  const title = useProjectStore((store) => store.project.title)
  return (
    <>
      <h1 className="visually-hidden">{title || 'Untitled'}</h1>
      <input
        className="header-title"
        aria-label="Project title"
        placeholder="Untitled"
        value={title}
        spellCheck={false}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </>
  )
}
