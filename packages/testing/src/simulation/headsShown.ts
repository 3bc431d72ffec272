import { type Book, emptyBook } from './Book.ts'
import { fingerprint } from './fingerprint.ts'

/** The rule of what was typed while the session was read, member by member; it goes no deeper than the person here types. */
function withTyped(typed: Book, stored: unknown): unknown {
  if (typed === emptyBook || stored === undefined) return stored ?? typed
  const changes = Object.entries(typed).filter(
    ([key, value]) => fingerprint(Reflect.get(emptyBook, key)) !== fingerprint(value),
  )
  return { ...Object(stored), ...Object.fromEntries(changes) }
}

interface Shown {
  /** What was put in the app's fields while the session was read. */
  readonly typed: Book
  readonly shown: unknown
  readonly stateOf: (print: string) => unknown
}

/** The heads that a page may have read to show this. Those that differ only in what was typed look alike. */
export function headsShown(heads: Iterable<string>, { typed, shown, stateOf }: Shown): string[] {
  const shownPrint = fingerprint(shown)
  return [...heads].filter((head) => fingerprint(withTyped(typed, stateOf(head))) === shownPrint)
}
