import { createChunks } from '../project/createChunks.ts'
import { currentProject, openText as openInProject } from '../project/projectStore.ts'
import { endEdit } from '../manuscript/editSession.ts'
import { openNewProject } from '../projects/openProject.ts'
import { stopPlaying } from '../player/playerStore.ts'
import { cancelQueue } from '../queue/queueStore.ts'
import { say, showChunk } from '../studio/interfaceStore.ts'
import { chunkLengths, type ChunkLengthName } from '../text/ChunkLength.ts'
import { cutTextInSlices } from '../text/cutText.ts'
import { TextProblem } from '../text/TextProblem.ts'
import type { FoundText } from './FoundText.ts'

/** Over what is open, as a step of its project that can be undone; or in a project of its own. */
export type TextPlace = 'here' | 'beside'

/**
 * Cuts a text into chunks and puts it on the screen.
 *
 * @throws TextProblem when there are no words in it; nothing is changed then.
 */
export async function openText(
  { text, title, source }: FoundText,
  length: ChunkLengthName,
  place: TextPlace = 'here',
): Promise<void> {
  const chunks = createChunks(await cutTextInSlices(text, chunkLengths[length]))
  if (chunks.length === 0) throw new TextProblem('There are no words in this text. Nothing was changed.')
  endEdit()
  cancelQueue()
  stopPlaying()
  if (place === 'beside') openNewProject()
  const isReplacing = currentProject().chunks.length > 0
  openInProject({ title, source, chunks })
  const [first] = chunks
  if (first !== undefined) showChunk(first.id)
  // Over an empty studio the text on the screen says it all.
  if (!isReplacing) return
  say(`“${title}” is open: ${chunks.length.toLocaleString('en')} ${chunks.length === 1 ? 'chunk' : 'chunks'}.`, {
    canUndo: true,
  })
}
