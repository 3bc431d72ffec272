/** What a page notes of how the machine keeps up with it, by the clock of this machine. */
export interface SignOfSlowness {
  /** `turn`: the page had its turn, which it asks for every tenth of a second. The others: a commit was begun, or was stored. */
  readonly kind: 'turn' | 'begun' | 'stored'
  readonly at: number
  /** Of a commit. */
  readonly id: number
}

const TURN_MS = 100

/** Turns that a key waits for: for its timer, and for the commit that the timer begins. */
const TURNS_PER_KEY = 2

/** Commits that a key waits for: one under way, and its own. */
const COMMITS_PER_KEY = 2

/** The engine puts the next commit off for so many times what the usual one takes (`AdaptiveDelay`: 250 ms at 50 ms). */
const COMMITS_PUT_OFF = 5

/**
 * How far a machine that is busy with something else lets an engine fall behind that has done nothing wrong: commits that take long to be stored,
 * and a page that does not get its turns.
 */
export class Slowness {
  readonly #signs: SignOfSlowness[] = []

  note(sign: SignOfSlowness): void {
    this.#signs.push(sign)
  }

  /** Forgets what was. */
  start(): void {
    this.#signs.splice(0)
  }

  /** Until a death, in ms. */
  until(diedAt: number): number {
    const turns = this.#signs.filter(({ kind }) => kind === 'turn').map(({ at }) => at)
    const gaps = [...turns, diedAt].map((at, index) => at - (turns[index - 1] ?? at) - TURN_MS)
    const commits = this.#signs
      .filter(({ kind }) => kind === 'begun')
      .map(({ id, at }) => (this.#signs.find((sign) => sign.kind === 'stored' && sign.id === id)?.at ?? diedAt) - at)
      .toSorted((one, other) => one - other)
    const [slowest, usual] = [commits.at(-1) ?? 0, commits[commits.length >> 1] ?? 0]
    return TURNS_PER_KEY * Math.max(0, ...gaps) + COMMITS_PER_KEY * slowest + COMMITS_PUT_OFF * usual
  }
}

/** Runs in the page, before anything of it. */
export function watchSlownessHere(): void {
  const note = (kind: SignOfSlowness['kind'], id = 0): void => {
    const noteSlowness: unknown = Reflect.get(globalThis, 'noteSlowness')
    if (typeof noteSlowness === 'function') void noteSlowness({ kind, at: Date.now(), id })
  }
  setInterval(() => note('turn'), 100)
  let count = 0
  const original: IDBDatabase['transaction'] = Reflect.get(IDBDatabase.prototype, 'transaction')
  IDBDatabase.prototype.transaction = function begin(this: IDBDatabase, ...args: Parameters<typeof original>) {
    const transaction = Reflect.apply(original, this, args)
    if (transaction.mode === 'readonly' || !transaction.objectStoreNames.contains('segments')) return transaction
    const id = (count += 1)
    note('begun', id)
    for (const type of ['complete', 'abort']) transaction.addEventListener(type, () => note('stored', id))
    return transaction
  }
}
