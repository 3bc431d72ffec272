import type { AutoSaveOptions } from '@autosave-kit/core'
import type { Book } from './Book.ts'
import type { BookApp } from './BookApp.ts'
import { type BookSize, type EditKind, editBook } from './editBook.ts'
import type { SeededRandom } from './SeededRandom.ts'

type Habit = 'edit' | 'saveNow' | 'flush' | 'pause' | 'configure' | 'restoreVersion' | 'wait'

/** The last of them needs many rows for a first save. */
const SIZES: readonly BookSize[] = [
  { pieceCount: 4, textLength: 60 },
  { pieceCount: 12, textLength: 300 },
  { pieceCount: 60, textLength: 500 },
  { pieceCount: 110, textLength: 3_500 },
]

const CRASH_WINDOWS = [0, 0, 0, 40, 250, 250, 250, 250, 250, 1_000]

/** Somebody who writes: which kinds of things, how much, how fast, is in the seed. */
export class SimulatedPerson {
  readonly #random: SeededRandom
  readonly #size: BookSize
  readonly #kinds: Readonly<Record<EditKind, number>>
  readonly #habits: Readonly<Record<Habit, number>>
  /** Whether the app makes every object anew with each change, as one does that parses what it holds. */
  readonly #clones: boolean
  readonly #waitsForNetwork: boolean
  /** A power cut must cost nothing. */
  readonly #isCautious: boolean
  #edits = 0
  #ids = 0

  constructor(random: SeededRandom) {
    this.#random = random
    this.#size = SIZES[random.span(SIZES.length)] ?? { pieceCount: 4, textLength: 60 }
    const some = (): number => (random.chance(0.5) ? random.below(8) : 0)
    this.#kinds = {
      title: 1 + some(),
      form: some(),
      chapters: some(),
      lines: some(),
      notes: some(),
      manuscript: some(),
      marks: some(),
      tags: some(),
      audio: some(),
    }
    this.#habits = {
      edit: 12,
      saveNow: random.below(3),
      flush: random.below(2),
      pause: random.below(2),
      configure: 0.3,
      restoreVersion: random.chance(0.3) ? 1 : 0,
      wait: 3,
    }
    this.#clones = random.chance(0.08)
    this.#waitsForNetwork = random.chance(0.25)
    this.#isCautious = random.chance(0.1)
  }

  /** How fast the person goes on, in ms. */
  nextPause(): number {
    return this.#random.chance(0.5) ? this.#random.span(300) : this.#random.span(8_000)
  }

  /** @returns what was done, for the trace. */
  act(app: BookApp): string {
    const { manager } = app
    if (app.snapshot.status === 'conflict') return this.#choose(app)
    const habit = this.#random.weighted(this.#habits)
    switch (habit) {
      case 'edit':
        return this.edit(app)
      case 'saveNow':
        app.saveNow()
        break
      case 'flush':
        app.flush()
        break
      case 'pause':
        if (app.snapshot.pauseReasons.length > 0) manager.resume()
        else manager.pause()
        break
      case 'configure':
        app.configure(this.options())
        break
      case 'restoreVersion':
        if (app.isRestored) app.restoreVersion(this.#random.next())
        break
      case 'wait':
    }
    return habit
  }

  /** While the session is read, the person types into single fields; see withTyped. */
  edit(app: BookApp, kind: EditKind = app.isRestored ? this.#random.weighted(this.#kinds) : 'title'): string {
    this.#edits += 1
    const pen = { random: this.#random, size: this.#size, edit: this.#edits, newId: () => (this.#ids += 1) }
    app.edit(this.#anew(editBook(app.state, kind, pen)))
    return `edit ${this.#edits} (${kind})`
  }

  options(): AutoSaveOptions {
    const random = this.#random
    const debounceMs = random.chance(0.5) ? 2_000 : random.span(3_000)
    return {
      debounceMs,
      maxWaitMs: debounceMs + random.span(10_000),
      crashWindowMs: CRASH_WINDOWS[random.below(CRASH_WINDOWS.length)] ?? 0,
      pauseWhenOffline: this.#waitsForNetwork,
      durability: {
        autosave: this.#isCautious ? 'strict' : 'relaxed',
        manual: random.chance(0.8) ? 'strict' : 'relaxed',
        strictIntervalMs: random.chance(0.3) ? 0 : random.span(60_000),
      },
    }
  }

  #choose(app: BookApp): string {
    const choice = this.#random.weighted({ mine: 2, theirs: 2, both: 1 })
    app.resolveConflict(choice)
    return `choose ${choice}`
  }

  #anew(book: Book): Book {
    return this.#clones ? structuredClone(book) : book
  }
}
