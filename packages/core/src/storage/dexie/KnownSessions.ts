import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { SessionRow } from '../SegmentStorage.ts'
import { SESSIONS } from './AutoSaveDatabase.ts'
import type { StoreWrite } from './IssuedWrite.ts'

/** What this page knows of the sessions in the database behind its connection. */
export class KnownSessions {
  /** Those read since a connection was lost; `undefined` while none was. */
  #readSinceLoss: Set<string> | undefined
  /** Those that were looked for in the list of sessions, and are not there. */
  readonly #unlisted = new Set<string>()

  /** The database behind the connection is known to be the one this session was read from. */
  isKnown(id: string): boolean {
    return this.#readSinceLoss?.has(id) ?? true
  }

  wasRead(id: string): void {
    this.#readSinceLoss?.add(id)
  }

  /** Behind the next connection there may be another database. */
  lose(): void {
    this.#readSinceLoss = new Set()
    this.#unlisted.clear()
  }

  /** Takes note of what the list of sessions says, and hands it on. */
  found(id: string, row: SessionRow | undefined): SessionRow | undefined {
    if (row === undefined) this.#unlisted.add(id)
    else this.#unlisted.delete(id)
    return row
  }

  listed(id: string): void {
    this.#unlisted.delete(id)
  }

  /**
   * The writes of a commit, and its session's row where it has none: a browser that is killed in the very next moment leaves
   * no work that no list names. Where the position is taken, whoever was first has listed the session.
   */
  withListing(writes: readonly StoreWrite[], { sessionId, base, savedAt }: SegmentRow): readonly StoreWrite[] {
    if (base > 0 || !this.#unlisted.has(sessionId)) return writes
    const row = { id: sessionId, createdAt: savedAt, updatedAt: savedAt, left: undefined }
    return [{ store: SESSIONS, method: 'put', row }, ...writes]
  }
}
