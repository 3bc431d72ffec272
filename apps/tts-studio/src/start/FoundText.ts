import type { ProjectSource } from '../project/Project.ts'
import { readTextFile } from '../text/readTextFile.ts'
import { TextProblem } from '../text/TextProblem.ts'
import { checkTextSize } from '../text/textLimit.ts'
import { findTitle } from './findTitle.ts'

/** A text to open, and where it came from. */
export interface FoundText {
  readonly text: string
  readonly title: string
  readonly source: ProjectSource
}

/** @throws TextProblem when the file is too large, unreadable, not text, or empty. */
export async function textFromFile(file: File): Promise<FoundText> {
  const text = await readTextFile(file)
  return { text, title: file.name.replace(/\.[^.]+$/, ''), source: { name: file.name, kind: 'file' } }
}

/** @throws TextProblem when there are no words in it, or too many. */
export function textFromPaste(text: string): FoundText {
  checkTextSize(text.length, 'This text')
  if (text.trim() === '')
    throw new TextProblem('There is nothing to open yet: paste or type some words first. Nothing was changed.')
  return { text, title: findTitle(text), source: { name: 'Pasted text', kind: 'pasted' } }
}
