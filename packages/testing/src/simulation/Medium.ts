import {
  AutoSaveError,
  type NoteChange,
  type QuarantineEntry,
  type Retirement,
  type SegmentRow,
  type SessionNote,
  type SessionRow,
} from '@autosave-kit/core'

/** All that a disk holds, at some moment. */
export interface MediumState {
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, SegmentRow>>
  readonly sessions: ReadonlyMap<string, SessionRow>
  readonly quarantine: readonly QuarantineEntry[]
  readonly notes: ReadonlyMap<string, SessionNote>
}

/** What is really on the disk, whoever is asking. Each method is one transaction and happens at once or not at all. @public */
export class Medium {
  #rows = new Map<string, Map<string, SegmentRow>>()
  #sessions = new Map<string, SessionRow>()
  #quarantine: QuarantineEntry[] = []
  #notes = new Map<string, SessionNote>()
  /** Goes up when the rows of a session change. */
  change = 0

  rows(sessionId: string): SegmentRow[] {
    const rows = [...(this.#rows.get(sessionId)?.values() ?? [])]
    return rows.toSorted((a, b) => a.revision - b.revision || a.part - b.part).map(copyRow)
  }

  /** Unless it is urgent, also a position in front of one that is taken counts as taken. */
  add(rows: readonly SegmentRow[], isUrgent = false): void {
    const isTaken = (row: SegmentRow): boolean => {
      const table = this.#table(row.sessionId)
      return table.has(keyOf(row)) || (!isUrgent && [...table.values()].some(({ revision }) => revision > row.revision))
    }
    if (rows.some(isTaken)) throw positionTaken()
    for (const row of rows) this.put(row)
  }

  /** Writes over what may be there. No engine may: this is for damage, and for disks that break the contract. */
  put(row: SegmentRow): void {
    this.#table(row.sessionId).set(keyOf(row), copyRow(row))
    this.change += 1
  }

  retire({ sessionId, keys, mode, quarantine }: Retirement): void {
    this.#quarantine.push(...quarantine.map((entry) => ({ ...entry, row: copyRow(entry.row) })))
    const table = this.#table(sessionId)
    for (const key of keys) {
      const row = table.get(keyOf(key))
      if (row === undefined) continue
      if (mode === 'remove') table.delete(keyOf(key))
      else table.set(keyOf(key), emptied(row))
    }
    this.change += 1
  }

  quarantined(sessionId: string): QuarantineEntry[] {
    return this.#quarantine.filter((entry) => entry.sessionId === sessionId)
  }

  session(id: string): SessionRow | undefined {
    return this.#sessions.get(id)
  }

  get sessions(): SessionRow[] {
    return [...this.#sessions.values()]
  }

  putSession(row: SessionRow): void {
    this.#sessions.set(row.id, { ...row })
  }

  get storedIds(): string[] {
    return [...this.#rows].filter(([, rows]) => rows.size > 0).map(([id]) => id)
  }

  dropSession(id: string): void {
    this.#sessions.delete(id)
  }

  get notes(): SessionNote[] {
    return [...this.#notes.values()]
  }

  changeNotes({ put = [], remove = [], unlist = [] }: NoteChange): void {
    for (const id of remove) this.#notes.delete(JSON.stringify(id))
    for (const note of put) this.#notes.set(JSON.stringify(note.id), note)
    for (const id of unlist) this.#sessions.delete(id)
  }

  erase(rows: readonly SegmentRow[], notes: readonly SessionNote[]): void {
    const sessionId = rows[0]?.sessionId ?? ''
    this.add(rows)
    const added = new Set(rows.map(keyOf))
    const table = this.#table(sessionId)
    for (const key of table.keys()) if (!added.has(key)) table.delete(key)
    this.#quarantine = this.#quarantine.filter((entry) => entry.sessionId !== sessionId)
    const gone = this.notes.map(({ id }) => id).filter(([, id]) => id === sessionId)
    this.changeNotes({ remove: gone, put: notes, unlist: [sessionId] })
  }

  /** As it is now, for whoever must not change it. */
  copy(): Medium {
    const copy = new Medium()
    for (const id of this.storedIds) for (const row of this.rows(id)) copy.put(row)
    for (const row of this.sessions) copy.putSession(row)
    copy.#quarantine = [...this.#quarantine]
    return copy
  }

  /** All that was put aside. */
  get allQuarantined(): readonly QuarantineEntry[] {
    return this.#quarantine
  }

  /** Somebody cleared the site's data. */
  clear(): void {
    this.#rows.clear()
    this.#sessions = new Map()
    this.#quarantine = []
    this.#notes.clear()
    this.change += 1
  }

  get state(): MediumState {
    const rows = new Map(Array.from(this.#rows, ([id, table]) => [id, new Map(table)]))
    const [sessions, quarantine, notes] = [new Map(this.#sessions), [...this.#quarantine], new Map(this.#notes)]
    return { rows, sessions, quarantine, notes }
  }

  /** What came after that moment was on no medium yet when the power was cut. */
  goBackTo({ rows, sessions, quarantine, notes }: MediumState): void {
    this.#rows = new Map(Array.from(rows, ([id, table]) => [id, new Map(table)]))
    this.#sessions = new Map(sessions)
    this.#quarantine = [...quarantine]
    this.#notes = new Map(notes)
    this.change += 1
  }

  #table(sessionId: string): Map<string, SegmentRow> {
    const table = this.#rows.get(sessionId) ?? new Map<string, SegmentRow>()
    this.#rows.set(sessionId, table)
    return table
  }
}

function keyOf({ revision, part }: { readonly revision: number; readonly part: number }): string {
  return `${revision}/${part}`
}

/** A row of its own for everyone who reads it, as a database gives. */
function copyRow(row: SegmentRow): SegmentRow {
  const { payload, binaries } = row
  return {
    ...row,
    payload: typeof payload === 'string' ? payload : payload.slice(),
    ...(binaries === undefined ? {} : { binaries: binaries.map((bytes) => bytes.slice()) }),
  }
}

/** What retirement leaves of a row whose position has to stay taken. */
function emptied({ binaries: _binaries, ...row }: SegmentRow): SegmentRow {
  return { ...row, reason: 'retired', payload: '' }
}

function positionTaken(): AutoSaveError {
  return new AutoSaveError('POSITION_TAKEN', {
    what: 'The position in the log is taken.',
    why: 'Somebody saved first.',
    fix: 'Read what is there and go on behind it.',
  })
}
