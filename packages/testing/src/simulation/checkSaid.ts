import type { BookApp } from './BookApp.ts'
import { LawBroken } from './LawBroken.ts'

/** Once nothing goes wrong any more, what was held is stored without anybody's doing. */
export function checkSaid({ snapshot }: BookApp): void {
  const { status, isUnsaved, error } = snapshot
  if (!isUnsaved && error === undefined) return
  const said = `${status}, ${isUnsaved ? 'unsaved' : 'nothing unsaved'}, ${error?.code ?? 'no error'}`
  throw new LawBroken(7, `in the end the snapshot says ${said}`)
}
