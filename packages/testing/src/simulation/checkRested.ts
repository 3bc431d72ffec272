import { fingerprint } from './fingerprint.ts'
import { LawBroken } from './LawBroken.ts'
import { marksIn } from './marksIn.ts'
import type { SaidEdits } from './SaidEdits.ts'
import type { Rested } from './WorldOracle.ts'

/** Problems that are told of for good, as news: they are over when they are told. */
const NEWS: ReadonlySet<string> = new Set(['WORK_SET_ASIDE', 'DATABASE_LOST'])

/** In the end everything is in the database, and the snapshot says so. */
export function checkRested({ state, snapshot, isListening }: Rested, edits: SaidEdits, disk: unknown): void {
  const { durability, storage, status } = snapshot
  const problems = storage.problems.filter(({ code }) => !NEWS.has(code)).map(({ code }) => code)
  if (status !== 'saved' || durability !== 'disk' || storage.place !== 'disk' || problems.length > 0)
    throw new LawBroken(7, `in the end: ${status}, ${durability}, ${storage.place}, ${problems.join() || 'no problem'}`)
  const missing = edits.missing(marksIn(state), 'disk')
  if (missing !== undefined) throw new LawBroken(7, `in the end edit ${missing} is not on the disk`)
  if (isListening && fingerprint(state) !== fingerprint(disk))
    throw new LawBroken(7, 'in the end the newest state is not on the disk')
}

interface Found {
  readonly disk: unknown
  readonly all: unknown
}

/** What the next page shows is in the database, and nothing is left elsewhere. */
export function checkFound(shown: unknown, { disk, all }: Found, words: { readonly isEmpty: boolean }): void {
  if (fingerprint(shown) !== fingerprint(disk))
    throw new LawBroken(11, 'the last state is not what the next page shows')
  if (fingerprint(all) !== fingerprint(shown) || !words.isEmpty)
    throw new LawBroken(3, 'in the end there is work in localStorage that nobody has brought back')
}
