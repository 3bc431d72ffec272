import { useState } from 'react'
import type { ChunkLengthName } from '../text/ChunkLength.ts'
import { TextProblem } from '../text/TextProblem.ts'
import type { FoundText } from './FoundText.ts'

/** Takes a text; may reject with a TextProblem, which is shown where the text was chosen. */
export type TakeText = (found: FoundText, length: ChunkLengthName) => Promise<void>

const unknownProblem = 'This text could not be opened. Nothing was changed. Try again, or paste the text.'

/** One way of beginning at a time, and what went wrong with the last. */
export function useBeginning(onText: TakeText) {
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [length, setLength] = useState<ChunkLengthName>('medium')
  const begin = async (find: () => FoundText | Promise<FoundText>) => {
    setProblem(undefined)
    setBusy(true)
    try {
      await onText(await find(), length)
    } catch (error) {
      setProblem(error instanceof TextProblem ? error.message : unknownProblem)
    } finally {
      setBusy(false)
    }
  }
  return { begin, problem, setProblem, isBusy, length, setLength }
}
