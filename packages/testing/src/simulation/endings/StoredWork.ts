import { AutoSaveService, type SessionNote } from '@autosave-kit/core'
import type { Medium } from '../Medium.ts'
import { readingSurroundings } from '../readingSurroundings.ts'
import { readStored } from '../readStored.ts'

type Marks = ReadonlySet<string>

/** Where on the disk each edit's mark is found by somebody who opens what is there now. */
export interface StoredWork {
  /** By session. */
  readonly open: ReadonlyMap<string, Marks>
  /** By the note that names the entry. */
  readonly trash: ReadonlyMap<string, Marks>
}

/** Reads every session and everything in the trash, as a page that comes now would. */
export async function readWork(medium: Medium): Promise<StoredWork> {
  const states = await Promise.all(
    medium.storedIds.map(async (id) => [id, (await readStored(medium, id)).state] as const),
  )
  const entries = medium.notes.filter(({ id }) => id[0] === 'trash')
  const kept = await Promise.all(entries.map(async (note) => [nameOf(note), await readEntry(medium, note)] as const))
  return { open: new Map(states.map(([id, state]) => [id, marksOf(state)])), trash: new Map(kept) }
}

export function nameOf({ id }: Pick<SessionNote, 'id'>): string {
  return JSON.stringify(id)
}

function marksOf(state: unknown): Marks {
  return new Set(Object.keys(Object(state)))
}

/** What would come back; nothing where it cannot. */
async function readEntry(medium: Medium, { id, base = 0 }: SessionNote): Promise<Marks> {
  const service = new AutoSaveService({}, () => readingSurroundings(medium))
  try {
    const version = await service.readVersion(id[1], base)
    return version.revision === base ? marksOf(version.state) : new Set()
  } catch {
    return new Set()
  } finally {
    await service.dispose()
  }
}
