import { createChunks } from '../project/createChunks.ts'
import { currentProject, openText as openInProject } from '../project/projectStore.ts'
import { endEdit } from '../manuscript/editSession.ts'
import { stopPlaying } from '../player/playerStore.ts'
import { cancelQueue } from '../queue/queueStore.ts'
import { say, showChunk } from '../studio/interfaceStore.ts'
import { chunkLengths, type ChunkLengthName } from '../text/ChunkLength.ts'
import { cutTextInSlices } from '../text/cutText.ts'
import { TextProblem } from '../text/TextProblem.ts'
import type { FoundText } from './FoundText.ts'

/**
 * Cuts a text into chunks and makes it the project's, in one step that can be undone.
 *
 * @throws TextProblem when there are no words in it; nothing is changed then.
 */
export async function openText({ text, title, source }: FoundText, length: ChunkLengthName): Promise<void> {
  const chunks = createChunks(await cutTextInSlices(text, chunkLengths[length]))
  if (chunks.length === 0) throw new TextProblem('There are no words in this text. Nothing was changed.')
  endEdit()
  cancelQueue()
  stopPlaying()
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
