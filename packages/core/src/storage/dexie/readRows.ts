import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { RevisionRange, RowListener } from '../SegmentStorage.ts'
import { storageError } from '../storageError.ts'
import { unreadableRow } from '../unreadableRow.ts'
import { SEGMENTS, type SegmentKey } from './AutoSaveDatabase.ts'

/** Which of the rows asked for were answered, by their place among the keys; also those that are gone meanwhile. */
class Answers extends Set<number> {
  readonly #take: RowListener

  constructor(take: RowListener) {
    super()
    this.#take = take
  }

  take(index: number, row: SegmentRow | undefined): void {
    // A transaction may have failed after it had answered.
    if (this.has(index)) return
    this.add(index)
    if (row !== undefined) this.#take(row)
  }
}

export interface RowQuery {
  readonly sessionId: string
  readonly range: RevisionRange
}

/** A key's place and itself. */
type Place = readonly [index: number, key: SegmentKey]

/**
 * Hands on the rows of a session, none twice.
 *
 * Keys first, since what they tell decides how rows are read: Chromium gives back a long run of small rows five times
 * faster in one `getAll`, and the large rows of a segment in many parts three times faster one by one. It also fails a
 * whole `getAll` for one row that it cannot read (a file gone missing), so what stays without an answer is asked for
 * again by itself, and stands as `unreadableRow` if it is refused then too.
 */
export async function readRows(
  database: IDBDatabase,
  { sessionId, range }: RowQuery,
  take: RowListener,
): Promise<void> {
  const answers = new Answers(take)
  const query = rangeOf(sessionId, range)
  const keys = await readTogether(database, query, answers)
  const missing = (): Place[] => [...keys.entries()].filter(([index]) => !answers.has(index))
  if (missing().length > 0) await readOneByOne(database, missing(), answers)
  for (const place of missing()) await readOneByOne(database, [place], answers)
  // A connection that is dead, not a row, would fail here too.
  if (missing().length > 0) await readKeys(database, query)
  for (const [, [, revision, part]] of missing()) take(unreadableRow(sessionId, { revision, part }))
}

/** An array sorts after every number and text: where an end is missing, the range is the whole session to that side. */
export function rangeOf(sessionId: string, { from, fromPart = 0, through, throughPart }: RevisionRange): IDBKeyRange {
  const lower = from === undefined ? [sessionId] : [sessionId, from, fromPart]
  const upper = through === undefined ? [sessionId, []] : [sessionId, through, throughPart ?? []]
  return IDBKeyRange.bound(lower, upper)
}

/** All rows as of one moment. Whatever fails but the keys stays without an answer. */
async function readTogether(database: IDBDatabase, query: IDBKeyRange, answers: Answers): Promise<SegmentKey[]> {
  let keys: SegmentKey[] | undefined
  const error = await inTransaction(database, (store) => {
    const request = store.getAllKeys(query)
    request.addEventListener('success', () => {
      // The keys' shape is the table's.
      keys = request.result as SegmentKey[]
      for (const run of runsOf(keys)) requestRun(store, run, answers)
    })
  })
  if (keys === undefined) throw storageError(error, 'read')
  return keys
}

async function readOneByOne(database: IDBDatabase, places: readonly Place[], answers: Answers): Promise<void> {
  await inTransaction(database, (store) => {
    for (const place of places) requestRow(store, place, answers)
  })
}

async function readKeys(database: IDBDatabase, query: IDBKeyRange): Promise<void> {
  const error = await inTransaction(database, (store) => void store.count(query))
  if (error !== undefined) throw storageError(error, 'read')
}

function requestRun(store: IDBObjectStore, run: readonly Place[], answers: Answers): void {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined) return
  if (first === last) return requestRow(store, first, answers)
  const request: IDBRequest<SegmentRow[]> = store.getAll(IDBKeyRange.bound(first[1], last[1]))
  request.addEventListener('success', () => {
    for (const [offset, row] of request.result.entries()) answers.take(first[0] + offset, row)
  })
}

function requestRow(store: IDBObjectStore, [index, key]: Place, answers: Answers): void {
  const request: IDBRequest<SegmentRow | undefined> = store.get(key)
  request.addEventListener('success', () => answers.take(index, request.result))
}

/** Rows given back together: what is done with each of them is one task. */
const MAX_RUN_LENGTH = 256

/** Runs of segments in one part; each row of a segment in many parts is a run of its own. */
function runsOf(keys: readonly SegmentKey[]): Place[][] {
  const runs: Place[][] = []
  let open: Place[] | undefined
  for (const [index, key] of keys.entries()) {
    const isAlone = key[2] === 0 && keys[index + 1]?.[1] !== key[1]
    if (isAlone && open !== undefined && open.length < MAX_RUN_LENGTH) {
      open.push([index, key])
      continue
    }
    const run: Place[] = [[index, key]]
    runs.push(run)
    open = isAlone ? run : undefined
  }
  return runs
}

/**
 * Resolves when the transaction has ended, with its error if it was aborted: Chromium aborts it for a row it cannot
 * read, after all other requests were answered.
 */
function inTransaction(
  database: IDBDatabase,
  issue: (store: IDBObjectStore) => void,
): Promise<DOMException | null | undefined> {
  return new Promise((resolve) => {
    const transaction = database.transaction(SEGMENTS, 'readonly')
    let requestError: DOMException | null = null
    transaction.addEventListener('error', (event) => {
      if (event.target instanceof IDBRequest) requestError ??= event.target.error
      // One request's failure is not the others'.
      event.preventDefault()
    })
    transaction.addEventListener('complete', () => resolve(undefined))
    transaction.addEventListener('abort', () => resolve(requestError ?? transaction.error))
    issue(transaction.objectStore(SEGMENTS))
  })
}
