import { decodeText } from './decodeText.ts'
import { TextProblem } from './TextProblem.ts'
import { checkTextSize } from './textLimit.ts'

/**
 * The text of a file a person chose.
 *
 * @throws TextProblem when the file is too large (known from its size alone), cannot be read, or holds something that is not text.
 */
export async function readTextFile(file: File): Promise<string> {
  const name = `“${file.name}”`
  checkTextSize(file.size, name)
  const bytes = await readBytes(file, name)
  const text = decodeText(bytes)
  if (text === undefined) {
    throw new TextProblem(
      `${name} is not a text file the studio can read. Open a plain text (.txt or .md) saved as UTF-8, or copy the text and paste it. Nothing was changed.`,
    )
  }
  if (text.trim() === '') throw new TextProblem(`${name} is empty: there are no words in it. Nothing was changed.`)
  return text
}

async function readBytes(file: File, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    // A folder dropped on the page, a file moved or deleted since it was chosen, or one this person may not read.
    throw new TextProblem(
      `${name} could not be read. It may be a folder, or have been moved or locked since. Check it and open it again. Nothing was changed.`,
      { cause },
    )
  }
}
