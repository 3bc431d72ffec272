/** A body up to this length is one text; a longer one is cut into pieces. */
const WHOLE_LENGTH = 4_096
const MIN_PIECE_LENGTH = 512
const MEAN_PIECE_LENGTH = 1_024
export const MAX_PIECE_LENGTH = 8_192

/**
 * The items of a split container: `["1-4000",["title","Moby-Dick"]]` for an object, `["1-3",[7],"4"]` for an array.
 *
 * Members that have records of their own stand as runs of ids. Ids are given out in order, so a book of thousands of
 * chunks is one run, and moving one chunk costs a few characters, not a list of thousands.
 */
export class ContainerBody {
  readonly #items: string[] = []
  #runStart = -1
  #runEnd = -1

  addRecord(id: number): void {
    if (id === this.#runEnd + 1 && this.#runStart !== -1) {
      this.#runEnd = id
      return
    }
    this.#endRun()
    this.#runStart = id
    this.#runEnd = id
  }

  addValue(keyText: string | undefined, text: string): void {
    this.#endRun()
    this.#items.push(keyText === undefined ? `[${text}]` : `[${keyText},${text}]`)
  }

  /** The body in one piece, or, when it is long, in several; each made when it is asked for. */
  pieces(): Iterable<BodyPiece> {
    this.#endRun()
    const length = this.#items.reduce((sum, item) => sum + item.length + 1, 1)
    return length <= WHOLE_LENGTH ? [toPiece(this.#items)] : cutItems(this.#items)
  }

  #endRun(): void {
    if (this.#runStart === -1) return
    this.#items.push(this.#runStart === this.#runEnd ? `"${this.#runStart}"` : `"${this.#runStart}-${this.#runEnd}"`)
    this.#runStart = -1
  }
}

export interface BodyPiece {
  readonly text: string
  readonly itemCount: number
}

/** A piece of nothing but elements by value. */
export function valuesPiece(texts: readonly string[]): BodyPiece {
  return toPiece(texts.map((text) => `[${text}]`))
}

function toPiece(items: readonly string[]): BodyPiece {
  return { text: `[${items.join(',')}]`, itemCount: items.length }
}

/**
 * Where a piece ends is decided by the items themselves, not by their places: an insertion changes the piece it falls
 * in, and those behind it stay as they are.
 */
function* cutItems(items: readonly string[]): Generator<BodyPiece> {
  let start = 0
  let length = 0
  for (const [index, item] of items.entries()) {
    length += item.length + 1
    const isEnd = length >= MAX_PIECE_LENGTH || (length >= MIN_PIECE_LENGTH && endsPiece(item))
    if (!isEnd && index < items.length - 1) continue
    yield toPiece(items.slice(start, index + 1))
    start = index + 1
    length = 0
  }
}

/** The longer an item, the likelier: pieces come out at the same mean length whatever is in them. */
function endsPiece(item: string): boolean {
  let hash = item.length
  for (let index = Math.max(0, item.length - 24); index < item.length; index += 1) {
    hash = Math.imul(hash ^ item.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 8) % MEAN_PIECE_LENGTH < item.length
}

/** What a container's body says of one place: runs of records, or one value (behind its key in an object or map). */
export type BodyItem = string | readonly unknown[]

/** @throws TypeError when the body is not one that `ContainerBody` wrote. */
export function containerItems(parsed: unknown): readonly BodyItem[] {
  if (!Array.isArray(parsed)) throw new TypeError('a container body is not a list')
  for (const item of parsed) {
    if (typeof item !== 'string' && !Array.isArray(item)) {
      throw new TypeError('a container item is neither a run nor a value')
    }
  }
  // Each of them has just been looked at.
  return parsed as BodyItem[]
}
