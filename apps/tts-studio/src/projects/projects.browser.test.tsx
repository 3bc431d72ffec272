import { AutoSaveService } from '@autosave-kit/core'
import { AutoSaveProvider } from '@autosave-kit/react'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createChunks } from '../project/createChunks.ts'
import type { Project } from '../project/Project.ts'
import { emptyProject } from '../project/emptyProject.ts'
import { currentProject, openText, showProject, useProjectStore } from '../project/projectStore.ts'
import { useInterfaceStore } from '../studio/interfaceStore.ts'
import { SavedProject } from '../studio/SavedProject.tsx'
import { Studio } from '../studio/Studio.tsx'
import { firstProject } from './lastProject.ts'
import { openNewProject } from './openProject.ts'
import { ServiceProvider } from './ServiceContext.ts'

const nothingOpen = useInterfaceStore.getInitialState()

/** Of this test alone: others keep a studio at the same address. */
let scope: string
let service: AutoSaveService

beforeEach(() => {
  scope = crypto.randomUUID()
  service = new AutoSaveService({}, { lifeboat: false, scope })
  showProject(firstProject)
  useProjectStore.setState({ project: emptyProject, past: [], future: [] })
  useInterfaceStore.setState(nothingOpen, true)
})

afterEach(async () => {
  cleanup()
  await service.dispose()
  for (const storage of [localStorage, sessionStorage]) storage.removeItem('tts-studio-project')
})

it('keeps two projects apart, and goes from one to the other', async () => {
  await openStudio()
  await begin('Whale', 'Call me Ishmael.')
  const first = currentProject()
  openNewProject()
  await screen.findByRole('heading', { name: 'What shall be read aloud?' })
  await begin('Raven', 'Once upon a midnight dreary.')
  await openProjects()
  fireEvent.click(await screen.findByRole('button', { name: 'Open', description: 'Whale' }))
  await screen.findByText('Call me Ishmael.', { selector: '.chunk-text' })
  expect(currentProject()).toEqual(first)
  await openProjects()
  fireEvent.click(await screen.findByRole('button', { name: 'Open', description: 'Raven' }))
  await screen.findByText('Once upon a midnight dreary.', { selector: '.chunk-text' })
})

it('moves a project to the trash, and puts it back from there', async () => {
  await openStudio()
  await begin('Whale', 'Call me Ishmael.')
  openNewProject()
  await begin('Raven', 'Once upon a midnight dreary.')
  await openProjects()
  fireEvent.click(await screen.findByRole('button', { name: 'Move to trash', description: 'Whale' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Move to trash' })).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: 'Recover and trash…' }))
  fireEvent.click(await screen.findByText('Trash (1)'))
  fireEvent.click(await screen.findByRole('button', { name: 'Put back Whale' }))
  await screen.findByText('“Whale” was put back.')
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  await openProjects()
  await screen.findByRole('button', { name: 'Open', description: 'Whale' })
})

it('offers what another tab left behind when it crashed, and shows it once it is restored', async () => {
  const id = `${firstProject}-crashed`
  await leaveBehind(id, 'Call me Ishmael.')
  await openStudio()
  await begin('Raven', 'Once upon a midnight dreary.')
  const banner = await screen.findByRole('region', { name: 'Work of other pages was recovered' })
  expect(banner.textContent).toContain('“Whale” was open in a page that closed unexpectedly.')
  fireEvent.click(within(banner).getByRole('button', { name: 'Review' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Restore Whale' }))
  await screen.findByText('Call me Ishmael.', { selector: '.chunk-text' })
  expect(useProjectStore.getState().id).toBe(id)
})

async function openStudio(): Promise<void> {
  render(
    <StrictMode>
      <AutoSaveProvider service={service}>
        <ServiceProvider value={service}>
          <SavedProject />
          <Studio />
        </ServiceProvider>
      </AutoSaveProvider>
    </StrictMode>,
  )
  await screen.findByRole('heading', { name: 'What shall be read aloud?' })
}

/** Puts a text into the project on the screen, and waits until it is listed by its title. */
async function begin(title: string, text: string): Promise<void> {
  openText(projectOf(title, text))
  const { id } = useProjectStore.getState()
  await service.getManager(id).flush()
  await waitFor(async () => {
    const sessions = await service.listSessions()
    expect(sessions.find((session) => session.id === id)?.title).toBe(title)
  })
}

async function openProjects(): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: 'Projects' }))
}

const projectOf = (title: string, text: string) => ({
  ...emptyProject,
  title,
  source: { name: title, kind: 'pasted' } as const,
  chunks: createChunks([{ text, begins: 'paragraph' }]),
})

/** A tab that went in order, and one that saved after that and did not. */
async function leaveBehind(id: string, text: string): Promise<void> {
  await visit(id, emptyProject)
  await visit(id, projectOf('Whale', text))
  const database = await settled(indexedDB.open(`autosave-kit:${scope}`))
  try {
    const rows = database.transaction('sessions', 'readwrite').objectStore('sessions')
    const row = await settled<object>(rows.get(id))
    await settled(rows.put({ ...row, left: { tabId: crypto.randomUUID(), revision: 1 } }))
  } finally {
    database.close()
  }
}

async function visit(id: string, project: Project): Promise<void> {
  const visited = new AutoSaveService({}, { lifeboat: false, scope })
  const manager = visited.getManager<Project>(id)
  await manager.restore()
  await manager.immediateSave(project)
  if (project.title !== '') await visited.renameSession(id, project.title)
  await visited.dispose()
}

function settled<TResult>(request: IDBRequest<TResult>): Promise<TResult> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The request failed.'))
  })
}
