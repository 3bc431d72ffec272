import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { badSessionId, revisionNotFound } from '../manager/saveErrors.ts'
import type { Surroundings } from '../manager/SessionContext.ts'
import { toSegmentRows } from '../records/toSegmentRows.ts'
import { type NewSession, addSession } from '../recovery/exporting/addSession.ts'
import { formatSessionFile } from '../recovery/exporting/formatSessionFile.ts'
import { sessionNotFound } from '../recovery/exporting/importErrors.ts'
import { parseSessionFile } from '../recovery/exporting/parseSessionFile.ts'
import { type WholeVersion, readWhole } from '../recovery/exporting/readWhole.ts'
import { ASIDE } from '../recovery/history/readHistory.ts'
import { titleOf as readTitle } from '../recovery/trash/titleOf.ts'
import type { SessionNote } from '../storage/SessionBook.ts'
import type { SessionRow } from '../storage/SegmentStorage.ts'

/** A session in the list of sessions. @public */
export interface SessionSummary {
  readonly id: string
  readonly title?: string
  /** Ms since 1970. */
  readonly createdAt: number
  /** Ms since 1970; up to half a minute behind while somebody types. */
  readonly updatedAt: number
  /** The session it was split off from: as a copy, or with one side of a conflict in it. */
  readonly forkOf: string | undefined
  /** The id that it was asked for under, when it is one tab's own (`tabs: 'separate'`): those of one form have the same. */
  readonly separateOf?: string
}

/** @public */
export interface ForkOptions {
  /** One that `getHistory` lists; the newest state without it. */
  readonly revision?: number
  /** Id of the new session; without it the first that is free of `article-2`, `article-3`, … */
  readonly id?: string
  /** The title of the session it is made of without it. */
  readonly title?: string
}

/** What became of an imported file. @public */
export interface ImportedSession {
  /** Where it is now. */
  readonly id: string
  /** Its id where it was exported. */
  readonly exportedId: string
  readonly title?: string
  /** Ms since 1970. */
  readonly exportedAt: number
}

interface ShelfParts {
  readonly surroundings: () => Surroundings
  /** A session that this page has open is nobody else's id, whether anything of it is stored or not. */
  readonly isOpenHere: (sessionId: string) => boolean
  /** Stores what this page holds of a session. */
  readonly settle: (sessionId: string) => Promise<void>
}

/** Sessions as things: listed, copied, taken away as a file and brought back from one. */
export class SessionShelf {
  readonly #parts: ShelfParts

  constructor(parts: ShelfParts) {
    this.#parts = parts
  }

  async list(): Promise<readonly SessionSummary[]> {
    const { storage } = this.#parts.surroundings()
    const [rows, notes] = await Promise.all([storage.listSessions(), storage.book.notes()])
    const ends = newestEnds(notes)
    const isThere = ({ id, revision, left }: SessionRow): boolean =>
      (ends.get(id) ?? 0) <= (revision ?? left?.revision ?? (ends.has(id) ? 0 : Infinity))
    const listed = rows.filter((row) => row.fork?.isDropped !== true && isThere(row))
    const titles = new Map(notes.flatMap(({ id, title }) => (id[0] === 'title' ? [[id[1], title]] : [])))
    return listed.map((row) => toSummary({ ...row, ...titleOf({ title: titles.get(row.id) ?? row.title }) }))
  }

  /** It is not the open page's to write over: it stands beside the session's row. */
  async rename(sessionId: string, title: string): Promise<void> {
    const { storage, clock } = this.#parts.surroundings()
    const isThere =
      (await storage.readSession(sessionId)) !== undefined || (await storage.read(sessionId, ASIDE)).length > 0
    if (!isThere) throw sessionNotFound(sessionId)
    await storage.book.change({ put: [{ id: ['title', sessionId, 0], at: clock.now(), title }] })
  }

  async export(sessionId: string): Promise<File> {
    const { version, row } = await this.#readWhole(sessionId)
    const { savedAt } = version.header
    const createdAt = row?.createdAt ?? savedAt
    const exportedAt = this.#parts.surroundings().clock.now()
    const { missingPaths, records, header } = version
    const rows = toSegmentRows({ ...header, revision: 1, base: 0 }, { records, removedIds: [] })
    const told = { id: sessionId, ...titleOf(row), createdAt, savedAt, exportedAt, missingPaths }
    const lines = formatSessionFile({ header: told, rows })
    return new File(lines, `${fileName(row?.title ?? sessionId)}.autosave`, { type: 'application/x-ndjson' })
  }

  async import(file: Blob): Promise<ImportedSession> {
    const { file: told, ...version } = parseSessionFile(await file.text())
    const { createdAt, savedAt: updatedAt, exportedAt } = told
    const id = await this.#add(version, { id: told.id, createdAt, updatedAt, ...titleOf(told) })
    return { id, exportedId: told.id, ...titleOf(told), exportedAt }
  }

  async fork(sessionId: string, { id, revision, title }: ForkOptions): Promise<string> {
    if (id === '') throw badSessionId(id)
    const { version, row } = await this.#readWhole(sessionId, revision)
    const now = this.#parts.surroundings().clock.now()
    const origin = { of: sessionId, revision: version.header.revision }
    const named = titleOf(title === undefined ? row : { title })
    const fork = { id: id ?? sessionId, createdAt: now, updatedAt: now, ...named, fork: origin }
    if (id === undefined) return this.#add(version, fork)
    if (await this.#addAs(version, fork)) return id
    throw takenId(id)
  }

  /** Under its id, or one like it that is free. Resolves with the one it has got. */
  async #add(version: WholeVersion, row: NewSession['row']): Promise<string> {
    for (let count = 1; ; count += 1) {
      const id = count === 1 ? row.id : `${row.id}-${count}`
      if (await this.#addAs(version, { ...row, id })) return id
    }
  }

  async #addAs(version: WholeVersion, row: NewSession['row']): Promise<boolean> {
    const { storage, presence } = this.#parts.surroundings()
    if (this.#parts.isOpenHere(row.id)) return false
    return addSession(storage, { version, row, writer: presence.tabId })
  }

  async #readWhole(
    sessionId: string,
    revision?: number,
  ): Promise<{ version: WholeVersion; row: SessionRow | undefined }> {
    await this.#parts.settle(sessionId)
    const { storage } = this.#parts.surroundings()
    const [version, row, title] = await Promise.all([
      readWhole(storage, sessionId, revision),
      storage.readSession(sessionId),
      readTitle(storage, sessionId),
    ])
    if (version !== undefined)
      return { version, row: row === undefined ? undefined : { ...row, ...titleOf({ title }) } }
    throw revision === undefined ? sessionNotFound(sessionId) : revisionNotFound(revision)
  }
}

function toSummary(row: SessionRow): SessionSummary {
  const { id, createdAt, updatedAt, fork, separateOf } = row
  const own = separateOf === undefined ? {} : { separateOf }
  return { id, createdAt, updatedAt, forkOf: fork?.of, ...own, ...titleOf(row) }
}

/** The revision at which each session was ended last. */
function newestEnds(notes: readonly SessionNote[]): Map<string, number> {
  const ends = new Map<string, number>()
  for (const {
    id: [kind, sessionId, revision],
  } of notes) {
    if (kind === 'trash' || kind === 'erased') ends.set(sessionId, Math.max(revision, ends.get(sessionId) ?? 0))
  }
  return ends
}

function titleOf(from: { readonly title?: string | undefined } | undefined): { readonly title?: string } {
  return from?.title === undefined ? {} : { title: from.title }
}

/** With nothing in it that a file system refuses, and short enough for all of them. */
function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '-').slice(0, 80)
}

function takenId(id: string): AutoSaveError {
  return new AutoSaveError('INVALID_CONFIG', {
    what: `The session id ${JSON.stringify(id)} is taken.`,
    why: 'Nothing was copied, and the session that has it was not changed.',
    fix: 'Choose another id, or leave it to the kit.',
  })
}
