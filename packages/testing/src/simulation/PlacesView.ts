import { marksIn } from './marksIn.ts'
import { type Places, isEmptyOf, readPlaces, stateInCopy } from './readPlaces.ts'
import type { SaidEdits } from './SaidEdits.ts'

/** What somebody would find who looked into all places now. */
export class PlacesView {
  found: { readonly disk: unknown; readonly all: unknown } = { disk: undefined, all: undefined }
  hasLocalRows = false
  /** By the second copy, when the database was lost. */
  copied: unknown
  readonly #places: Places
  #seenChange = -1
  #seenDamage = 0
  #isLost = false

  constructor(places: Places) {
    this.#places = places
  }

  /** What a page has found so far that nobody has let go, or could have. */
  get known(): readonly unknown[] {
    return [this.found.disk, this.found.all, this.copied]
  }

  lost(): void {
    this.#isLost = true
  }

  async look(edits: SaidEdits): Promise<void> {
    const { medium, local, copies, sessionId } = this.#places
    const { damageCount } = copies.of(sessionId)
    if (this.#isLost) edits.lose(marksIn((this.copied = await stateInCopy(copies, sessionId))))
    else if (damageCount !== this.#seenDamage) edits.loseFromCopy(marksIn(await stateInCopy(copies, sessionId)))
    this.#isLost = false
    this.#seenDamage = damageCount
    const change = medium.change + local.change
    if (change === this.#seenChange) return
    this.#seenChange = change
    const found = await readPlaces(this.#places)
    this.found = found
    this.hasLocalRows = !(await isEmptyOf(local, sessionId))
    edits.find(found)
  }
}
