import { parseIdRuns } from './parseIdRuns.ts'

/**
 * The text of a split container: `["1-4000",["title","Moby-Dick"]]` for an object, `["1-3",[7],"4"]` for an array.
 *
 * Members that have records of their own stand as runs of ids. Ids are given out in order, so a book of thousands of
 * chunks is one run, and moving one chunk costs a few characters, not a list of thousands.
 */
export class ContainerBody {
  readonly #items: string[] = []
  #runs = ''
  #runStart = -1
  #runEnd = -1

  addRecord(id: number): void {
    if (this.#runStart !== -1 && id === this.#runEnd + 1) {
      this.#runEnd = id
      return
    }
    this.#endRun()
    this.#runStart = id
    this.#runEnd = id
  }

  addValue(key: string | undefined, text: string): void {
    this.#endRuns()
    this.#items.push(key === undefined ? `[${text}]` : `[${JSON.stringify(key)},${text}]`)
  }

  toText(): string {
    this.#endRuns()
    return `[${this.#items.join(',')}]`
  }

  #endRun(): void {
    if (this.#runStart === -1) return
    const run = this.#runStart === this.#runEnd ? `${this.#runStart}` : `${this.#runStart}-${this.#runEnd}`
    this.#runs = this.#runs === '' ? run : `${this.#runs},${run}`
    this.#runStart = -1
  }

  #endRuns(): void {
    this.#endRun()
    if (this.#runs !== '') this.#items.push(`"${this.#runs}"`)
    this.#runs = ''
  }
}

/** What a container's body says of one place: a run of records, or one value (with its key in an object). */
export type BodyItem = readonly number[] | { readonly key: string | undefined; readonly value: unknown }

/** @throws TypeError when the body is not one that `ContainerBody` wrote. */
export function parseContainerBody(parsed: unknown): BodyItem[] {
  if (!Array.isArray(parsed)) throw new TypeError('a container body is not a list')
  return parsed.map((item: unknown): BodyItem => {
    if (typeof item === 'string') return parseIdRuns(item)
    if (!Array.isArray(item)) throw new TypeError('a container item is neither a run nor a value')
    return item.length === 1 ? { key: undefined, value: item[0] } : { key: String(item[0]), value: item[1] }
  })
}
