import { currentProject } from '../project/projectStore.ts'
import { offerText, say } from '../studio/interfaceStore.ts'
import { textFromFile } from './FoundText.ts'
import { openText } from './openText.ts'

/** Opens a file that was dropped on the page; over work that is there it asks first. */
export async function openDropped(file: File): Promise<void> {
  try {
    const found = await textFromFile(file)
    if (currentProject().chunks.length > 0) offerText(found)
    else await openText(found, 'medium')
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), { tone: 'problem' })
  }
}
