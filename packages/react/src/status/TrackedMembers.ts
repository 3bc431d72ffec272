/** Where immutable snapshots come from. */
export interface TrackedSource<TSnapshot> {
  getSnapshot(): TSnapshot
  subscribe(listener: () => void): () => void
}

/** What the members of a tracked snapshot answer from. */
interface Held<TSnapshot> {
  snapshot: TSnapshot
  readonly tracked: TSnapshot
}

/**
 * A snapshot that notes which of its members are read, and that is replaced only when one of those changes: a component that shows
 * `savedAt` has nothing to do when `status` goes from `unsaved` to `saving`.
 *
 * @remarks
 * What was read once counts from then on: a component may read behind a condition, and the React Compiler may skip a read it knows the
 * outcome of. A member nobody has read yet answers with what is true now; from that moment on its change is a change.
 */
export class TrackedMembers<TSnapshot extends object> {
  readonly #source: TrackedSource<TSnapshot>
  readonly #read = new Set<string>()
  #held: Held<TSnapshot>

  constructor(source: TrackedSource<TSnapshot>) {
    this.#source = source
    this.#held = this.#track(source.getSnapshot())
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#source.subscribe(listener)

  readonly getSnapshot = (): TSnapshot => {
    const next = this.#source.getSnapshot()
    const { snapshot: before } = this.#held
    if (next === before) return this.#held.tracked
    const isSame = Array.from(this.#read).every((name) => Object.is(Reflect.get(before, name), Reflect.get(next, name)))
    if (isSame) this.#held.snapshot = next
    else this.#held = this.#track(next)
    return this.#held.tracked
  }

  #track(snapshot: TSnapshot): Held<TSnapshot> {
    const held: Held<TSnapshot> = { snapshot, tracked: { ...snapshot } }
    for (const name of Object.keys(snapshot)) {
      Object.defineProperty(held.tracked, name, {
        enumerable: true,
        get: (): unknown => {
          this.#read.add(name)
          return Reflect.get(held.snapshot, name)
        },
      })
    }
    return held
  }
}
