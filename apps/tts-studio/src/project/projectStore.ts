import { create } from 'zustand'
import type { SpeechParameters, VoiceId } from '../speech/synthesizer.ts'
import { lastProject } from '../projects/lastProject.ts'
import { deleteChunk, mergeWithNext, setChunkSpeech, setChunkText, splitChunk } from './editChunks.ts'
import { emptyProject } from './emptyProject.ts'
import type { Chunk, Project, ProjectSource, Speech } from './Project.ts'
import { type Step, takeBack } from './takeBack.ts'

/** Steps that can be undone; an old project in one costs little, because steps share what they did not change. */
const STEP_LIMIT = 200

interface ProjectStore {
  /** The session it is kept in. Changed in one step with the project: what is one's must never be saved as the other's. */
  readonly id: string
  /** What is saved, and nothing else is. */
  readonly project: Project
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

/** The project and its undo steps. Changed only by the functions of this file. */
export const useProjectStore = create<ProjectStore>(() => ({
  id: lastProject(),
  project: emptyProject,
  past: [],
  future: [],
}))

const { getState, setState } = useProjectStore

export function currentProject(): Project {
  return getState().project
}

export function findChunk(id: string): Chunk | undefined {
  return currentProject().chunks.find((chunk) => chunk.id === id)
}

/** Another project, empty until it is read. */
export function showProject(id: string): void {
  if (id !== getState().id) setState({ id, project: emptyProject, past: [], future: [] })
}

/** What was read from storage, or came from elsewhere: no step of the person's own, so there is nothing to undo. */
export function replaceProject(project: Project): void {
  setState({ project, past: [], future: [] })
}

/**
 * What the session holds: in an empty studio what was read when it opened, else another version, which the person chose. Choosing is a
 * step like any other, and one undo takes it back. Answers whether it was a step.
 */
export function showStored(project: Project): boolean {
  const isStep = currentProject().chunks.length > 0
  if (isStep) takeStep('Another version', project)
  else replaceProject(project)
  return isStep
}

/** What another tab has done, with what was done here on top: no step of this person's, and those they have taken stay. */
export function showRemote(project: Project): void {
  setState({ project })
}

/** A new text in place of the old. One undo brings the old one back, speech and all. */
export function openText(text: { title: string; source: ProjectSource; chunks: readonly Chunk[] }): void {
  takeStep(`Open “${text.title}”`, { ...currentProject(), ...text })
}

export function setTitle(title: string): void {
  change({ title })
}

export function setVoice(voice: VoiceId): void {
  change({ voice })
}

export function setParameters(parameters: SpeechParameters): void {
  change({ parameters })
}

/** A keystroke. It becomes an undo step of its own kind when the person has finished: `rememberEdit`. */
export function setText(id: string, text: string): void {
  changeChunks((chunks) => setChunkText(chunks, id, text))
}

/** Makes all that was typed into a chunk since `textBefore` one step. */
export function rememberEdit(id: string, textBefore: string): void {
  const after = currentProject()
  const chunks = setChunkText(after.chunks, id, textBefore)
  if (chunks !== after.chunks) remember({ label: 'Edit', before: { ...after, chunks }, after })
}

/** Speech for words that may have changed since: it is kept, and shows as out of date. A chunk that is gone takes none. */
export function landSpeech(id: string, speech: Speech): void {
  changeChunks((chunks) => setChunkSpeech(chunks, id, speech))
}

export function splitAt(id: string, position: number): void {
  takeChunksStep('Split', (chunks) => splitChunk(chunks, id, position))
}

export function mergeNext(id: string): void {
  takeChunksStep('Merge', (chunks) => mergeWithNext(chunks, id))
}

export function removeChunk(id: string): void {
  takeChunksStep('Delete', (chunks) => deleteChunk(chunks, id))
}

/** Takes back the last step; answers with it, or `undefined` when there is none. */
export function undo(): Step | undefined {
  const { project, past, future } = getState()
  const step = past.at(-1)
  if (step === undefined) return undefined
  setState({ project: takeBack(project, step), past: past.slice(0, -1), future: [...future, step] })
  return step
}

export function redo(): Step | undefined {
  const { project, past, future } = getState()
  const step = future.at(-1)
  if (step === undefined) return undefined
  const forward = { ...step, before: step.after, after: step.before }
  setState({ project: takeBack(project, forward), past: [...past, step], future: future.slice(0, -1) })
  return step
}

function change(part: Partial<Project>): void {
  setState({ project: { ...currentProject(), ...part } })
}

function changeChunks(edit: (chunks: readonly Chunk[]) => readonly Chunk[]): void {
  const { chunks } = currentProject()
  const edited = edit(chunks)
  if (edited !== chunks) change({ chunks: edited })
}

function takeChunksStep(label: string, edit: (chunks: readonly Chunk[]) => readonly Chunk[]): void {
  const project = currentProject()
  const chunks = edit(project.chunks)
  if (chunks !== project.chunks) takeStep(label, { ...project, chunks })
}

function takeStep(label: string, after: Project): void {
  const before = currentProject()
  setState({ project: after })
  remember({ label, before, after })
}

function remember(step: Step): void {
  setState({ past: [...getState().past, step].slice(-STEP_LIMIT), future: [] })
}
