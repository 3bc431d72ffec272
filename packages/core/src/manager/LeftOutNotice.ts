import { tellDeveloper } from '../environment/tellDeveloper.ts'
import type { Commit } from './Commit.ts'

/** Tells a developer, once for each path, what of the state is not saved. Paths only: a value may be a secret. */
export class LeftOutNotice {
  readonly #sessionId: string
  readonly #told = new Set<string>()

  constructor(sessionId: string) {
    this.#sessionId = sessionId
  }

  tell({ leftOutPaths, excludedPaths }: Pick<Commit, 'leftOutPaths' | 'excludedPaths'>): void {
    const cause = 'a class instance, a cycle, a getter that throws, an unread file'
    this.#tellNew(leftOutPaths, `cannot be stored (${cause}; UNSERIALIZABLE), the rest of it is`)
    this.#tellNew(excludedPaths, 'are left out by rule (exclude, a name that looks like a secret, a File or Blob)')
  }

  #tellNew(paths: readonly string[], why: string): void {
    // Elements of a list are one matter, however many there are.
    const names = new Set(paths.map((path) => path.replace(/(^|\.)\d+(?=\.|$)/g, '$1*')))
    const fresh = Array.from(names).filter((name) => !this.#told.has(name))
    if (fresh.length === 0) return
    for (const name of fresh) this.#told.add(name)
    tellDeveloper(`these parts of session "${this.#sessionId}" ${why}: ${fresh.join(', ')}`)
  }
}
