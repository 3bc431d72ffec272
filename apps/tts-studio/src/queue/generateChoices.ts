import { deriveOutline } from '../outline/deriveOutline.ts'
import type { Chunk, Project } from '../project/Project.ts'
import { isSpeakable, speechState } from '../project/speechState.ts'

export interface GenerateChoice {
  readonly key: 'chapter' | 'next' | 'all'
  readonly name: string
  /** Those without speech, or with speech that is out of date. */
  readonly chunks: readonly Chunk[]
}

const NEXT_COUNT = 25

/** What can be spoken at one go, seen from the selected chunk. Choices that would speak the same are offered once. */
export function generateChoices(project: Project, selectedIndex: number): GenerateChoice[] {
  const from = Math.max(0, selectedIndex)
  const wanted = (chunks: readonly Chunk[]) =>
    chunks.filter((chunk) => isSpeakable(chunk) && speechState(chunk, project) !== 'current')
  const part = deriveOutline(project.chunks).findLast((entry) => entry.index <= from)
  const all = wanted(project.chunks)
  const next = wanted(project.chunks.slice(from)).slice(0, NEXT_COUNT)
  const chapter = part === undefined ? [] : wanted(project.chunks.slice(part.index, part.index + part.chunkCount))
  const choices: GenerateChoice[] = [{ key: 'all', name: 'Everything that needs it', chunks: all }]
  if (chapter.length < all.length)
    choices.unshift({ key: 'chapter', name: `This part: ${part?.title ?? ''}`, chunks: chapter })
  if (next.length < all.length)
    choices.unshift({ key: 'next', name: `The next ${next.length} from chunk ${from + 1}`, chunks: next })
  return choices.filter((choice) => choice.chunks.length > 0)
}
