import { AutoSaveError } from '@autosave-kit/core'
import { isPlainObject } from './isSameContent.ts'
import { reportAppError } from './reportAppError.ts'

/** After the last commit, in ms: nobody types then. */
const LOOK_AFTER_MS = 500
/** Objects looked at each time; a mistake is usually made near the top, and often. */
const MOST_OBJECTS = 2_000

/**
 * Finds, in a developer's build, states that are changed in place: the engine compares objects by identity, so such a change is no change to
 * it, and is lost in silence. It remembers the members of the objects it has seen and looks whether they are still the same. Reported once.
 */
export class MutationWatch {
  readonly #id: string
  readonly #members = new WeakMap<object, readonly unknown[]>()
  #state: unknown
  #timer: ReturnType<typeof setTimeout> | undefined
  #isDone = false

  constructor(id: string) {
    this.#id = id
  }

  /** Called in each commit. */
  look(state: unknown): void {
    if (this.#isDone) return
    this.#state = state
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#compare(), LOOK_AFTER_MS)
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #compare(): void {
    const waiting: [value: unknown, path: string][] = [[this.#state, '']]
    for (let count = 0; count < MOST_OBJECTS && !this.#isDone; count += 1) {
      const [value, path] = waiting.shift() ?? []
      if (!Array.isArray(value) && !isPlainObject(value)) {
        if (waiting.length === 0) return
        continue
      }
      const entries = Object.entries(value)
      const members = entries.flat()
      const before = this.#members.get(value)
      if (before && !isSameList(before, members)) this.#tell(path ?? '')
      this.#members.set(value, members)
      for (const [name, member] of entries) waiting.push([member, path ? `${path}.${name}` : name])
    }
  }

  #tell(path: string): void {
    this.#isDone = true
    const where = path === '' ? 'The state' : `\`${path}\` in the state`
    reportAppError(
      new AutoSaveError('MUTATED_STATE', {
        what: `${where} of the session ${JSON.stringify(this.#id)} was changed in place.`,
        why: 'Changes are found by identity: an object that is the same as before counts as unchanged, and is not saved.',
        fix: 'Replace the object and those around it ({ ...article, title }), or set compare: "deep" in the options.',
      }),
    )
  }
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((member, index) => Object.is(member, other[index]))
}
