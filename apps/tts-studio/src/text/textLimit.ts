import { TextProblem } from './TextProblem.ts'

/** Largest text the studio opens, in bytes of a file or characters of a pasted text. War and Peace has 3.2 million. */
export const TEXT_LIMIT = 5_000_000

/** Refuses a text by its size alone, before any of it is read. */
export function checkTextSize(size: number, name: string): void {
  if (size <= TEXT_LIMIT) return
  throw new TextProblem(
    `${name} has ${inMegabytes(size)} MB; the studio opens texts up to ${inMegabytes(TEXT_LIMIT)} MB. Split it into parts and open one of them. Nothing was changed.`,
  )
}

function inMegabytes(size: number): string {
  return (size / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })
}
