import { type Book, emptyBook } from './Book.ts'
import { fingerprint } from './fingerprint.ts'

/** The rule of what was typed while the session was read, member by member; it goes no deeper than the person here types. */
export function withTyped(typed: Book, stored: unknown): unknown {
  if (typed === emptyBook || stored === undefined) return stored ?? typed
  const changes = Object.entries(typed).filter(
    ([key, value]) => fingerprint(Reflect.get(emptyBook, key)) !== fingerprint(value),
  )
  return { ...Object(stored), ...Object.fromEntries(changes) }
}
