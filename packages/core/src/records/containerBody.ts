import { formatIdRuns, parseIdRuns } from './idRuns.ts'

/** A member of a split container: by id when it has a record of its own, else by value. */
export interface Member {
  readonly key: string | undefined
  readonly id: number | undefined
  /** JSON text of the value, where it stands by value. */
  readonly text: string
}

/** What a container's body says of one place: a run of records, or one value (with its key in an object). */
export type BodyItem = readonly number[] | { readonly key: string | undefined; readonly value: unknown }

/** `["1-4000",["title","Moby-Dick"]]` in an object, `["1-3",[7],"4"]` in an array. */
export function formatContainerBody(members: readonly Member[]): string {
  const items: string[] = []
  let run: number[] = []
  const endRun = (): void => {
    if (run.length > 0) items.push(`"${formatIdRuns(run)}"`)
    run = []
  }
  for (const { key, id, text } of members) {
    if (id !== undefined) {
      run.push(id)
      continue
    }
    endRun()
    items.push(key === undefined ? `[${text}]` : `[${JSON.stringify(key)},${text}]`)
  }
  endRun()
  return `[${items.join(',')}]`
}

/** @throws TypeError when the body is not one that `formatContainerBody` wrote. */
export function parseContainerBody(parsed: unknown): BodyItem[] {
  if (!Array.isArray(parsed)) throw new TypeError('a container body is not a list')
  return parsed.map((item: unknown): BodyItem => {
    if (typeof item === 'string') return parseIdRuns(item)
    if (!Array.isArray(item)) throw new TypeError('a container item is neither a run nor a value')
    return item.length === 1 ? { key: undefined, value: item[0] } : { key: String(item[0]), value: item[1] }
  })
}
