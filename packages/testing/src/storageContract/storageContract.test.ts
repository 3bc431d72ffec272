import { MemoryStorage, type SegmentRow, type SegmentStorage } from '@autosave-kit/core'
import { describe, expect, it } from 'vitest'
import { storageContract } from './storageContract.ts'

/** What a storage does otherwise than the one it stands on. */
type Defect = (storage: MemoryStorage) => Partial<SegmentStorage>

const defects: Readonly<Record<string, Defect>> = {
  'writes over a position that is taken': (storage) => ({
    append: async (rows) => {
      const keep = { sessionId: rows[0]?.sessionId ?? '', mode: 'remove', quarantine: [] } as const
      await storage.retire({ ...keep, keys: rows })
      return storage.append(rows)
    },
  }),
  'passes over a position that is taken': (storage) => ({
    append: (rows) => storage.append(rows).catch(() => 'memory'),
  }),
  'takes positions in front of others': (storage) => ({
    append: async (rows) => {
      const sessionId = rows[0]?.sessionId ?? ''
      const behind = await storage.read(sessionId, { from: (rows[0]?.revision ?? 0) + 1 })
      await storage.retire({ sessionId, keys: behind, mode: 'remove', quarantine: [] })
      await storage.append(rows)
      for (const row of behind) await storage.append([row])
      return 'memory'
    },
  }),
  'rejects with whatever it caught': (storage) => ({
    append: (rows) =>
      storage.append(rows).catch((cause: unknown) => {
        throw new Error('taken', { cause })
      }),
  }),
  'stores a segment row by row': (storage) => ({
    append: async (rows) => {
      for (const row of rows) await storage.append([row])
      return 'memory'
    },
  }),
  'says stored before it is': (storage) => ({
    append: async (rows) => {
      await storage.read('to learn nothing')
      setTimeout(() => void storage.append(rows).catch(() => undefined))
      return 'memory'
    },
  }),
  'ends small appends first': (storage) => ({
    append: async (rows) => {
      await storage.append(rows)
      for (let turn = 0; turn < rows.length; turn += 1) await Promise.resolve()
      return 'memory'
    },
  }),
  'sorts positions as texts': (storage) => ({
    read: async (sessionId, range) =>
      (await storage.read(sessionId, range)).toSorted((a, b) => (placeText(a) < placeText(b) ? -1 : 1)),
  }),
  'reads the whole session whatever the range': (storage) => ({ read: (sessionId) => storage.read(sessionId) }),
  'leaves out the end of a range': (storage) => ({
    read: (sessionId, range) =>
      storage.read(sessionId, range?.through === undefined ? range : { ...range, through: range.through - 1 }),
  }),
  'takes ids for the same whatever their case': (storage) => ({
    append: (rows) => storage.append(rows.map((row) => ({ ...row, sessionId: row.sessionId.toLowerCase() }))),
    read: (sessionId) => storage.read(sessionId.toLowerCase()),
  }),
  'ends texts at NUL': (storage) => onRows(storage, (row) => withText(row, (text) => text.split('\0', 1).join(''))),
  'replaces lone surrogates': (storage) =>
    onRows(storage, (row) => withText(row, (text) => new TextDecoder().decode(new TextEncoder().encode(text)))),
  'normalizes letters': (storage) => onRows(storage, (row) => withText(row, (text) => text.normalize())),
  'forgets labels': (storage) => onRows(storage, ({ label: _label, ...row }) => row),
  'forgets binaries': (storage) => onRows(storage, ({ binaries: _binaries, ...row }) => row),
  'keeps the buffer behind a window': (storage) =>
    onRows(storage, (row) => ({ ...row, binaries: (row.binaries ?? []).map(({ buffer }) => new Uint8Array(buffer)) })),
  'adds fields': (storage) => onRows(storage, (row) => Object.assign({ id: 7 }, row)),
  'retires whole segments': (storage) => ({
    retire: async (retirement) => {
      const revisions = new Set(retirement.keys.map(({ revision }) => revision))
      const rows = await storage.read(retirement.sessionId)
      await storage.retire({ ...retirement, keys: rows.filter(({ revision }) => revisions.has(revision)) })
    },
  }),
  'removes what it should empty': (storage) => ({
    retire: (retirement) => storage.retire({ ...retirement, mode: 'remove' }),
  }),
  'empties what it should remove': (storage) => ({
    retire: (retirement) => storage.retire({ ...retirement, mode: 'empty' }),
  }),
  'retires nothing': (storage) => ({ retire: (retirement) => storage.retire({ ...retirement, keys: [] }) }),
  'puts nothing into quarantine': (storage) => ({
    retire: (retirement) => storage.retire({ ...retirement, quarantine: [] }),
  }),
  'has no quarantine to show': () => ({ listQuarantine: () => Promise.resolve([]) }),
  'keeps the first row of a session': (storage) => ({
    putSession: async (row) => {
      if ((await storage.readSession(row.id)) === undefined) await storage.putSession(row)
    },
  }),
  'lists one session': (storage) => ({ listSessions: async () => (await storage.listSessions()).slice(0, 1) }),
  'forgets the notes of a commit': (storage) => ({ append: (rows) => storage.append(rows) }),
  'puts notes of a commit that is refused': (storage) => ({
    async append(rows, { notes = [], ...options }) {
      await storage.book.change({ put: notes })
      return storage.append(rows, options)
    },
  }),
  'lists notes as sessions': (storage) => ({
    listSessions: async () => [
      ...(await storage.listSessions()),
      ...(await storage.book.notes()).map(({ id, at }) => ({
        id: id.join(),
        createdAt: at,
        updatedAt: at,
        left: undefined,
      })),
    ],
  }),
  'erases whatever stands behind': (storage) => ({
    book: {
      ...storage.book,
      async erase(rows, notes) {
        const [first] = rows
        const behind = await storage.read(first?.sessionId ?? '', { from: first?.revision ?? 0 })
        const gone = { sessionId: first?.sessionId ?? '', keys: behind, mode: 'remove', quarantine: [] } as const
        await storage.retire(gone)
        await storage.book.erase(rows, notes)
      },
    },
  }),
  'erases the rows and leaves the rest': (storage) => ({
    book: {
      ...storage.book,
      async erase(rows) {
        const [first] = rows
        const keys = await storage.read(first?.sessionId ?? '')
        await storage.append(rows)
        await storage.retire({ sessionId: first?.sessionId ?? '', keys, mode: 'remove', quarantine: [] })
      },
    },
  }),
  'erases every session': (storage) => ({
    book: {
      ...storage.book,
      async erase(rows, notes) {
        await storage.book.erase(rows, notes)
        for (const sessionId of await storage.listStored()) {
          if (sessionId === rows[0]?.sessionId) continue
          await storage.retire({ sessionId, keys: await storage.read(sessionId), mode: 'remove', quarantine: [] })
        }
      },
    },
  }),
  'keeps notes that were removed': (storage) => ({
    book: { ...storage.book, change: ({ put = [], unlist = [] }) => storage.book.change({ put, unlist }) },
  }),
  'keeps sessions in the list': (storage) => ({
    book: { ...storage.book, change: ({ put = [], remove = [] }) => storage.book.change({ put, remove }) },
  }),
  'forgets all when it is closed': () => {
    const fresh = { storage: new MemoryStorage() }
    return {
      append: (rows) => fresh.storage.append(rows),
      read: (sessionId, range) => fresh.storage.read(sessionId, range),
      close: () => void (fresh.storage = new MemoryStorage()),
    }
  },
}

describe('the storage contract', () => {
  it.each(Object.entries(defects))('notices a storage that %s', async (_defect, defect) => {
    expect(await brokenSentences(defect)).not.toEqual([])
  })

  it('finds nothing wrong with one that has no defect', async () => {
    expect(await brokenSentences(() => ({}))).toEqual([])
  })
})

async function brokenSentences(defect: Defect): Promise<string[]> {
  const broken: string[] = []
  for (const { name, run } of storageContract) {
    const storage = withDefect(new MemoryStorage(), defect)
    await run({ connect: () => storage }).catch(() => broken.push(name))
  }
  return broken
}

function withDefect(storage: MemoryStorage, defect: Defect): SegmentStorage {
  return {
    open: () => storage.open(),
    read: (sessionId, range) => storage.read(sessionId, range),
    readEach: (sessionId, take) => storage.readEach(sessionId, take),
    append: (rows, options) => storage.append(rows, options),
    book: storage.book,
    hurry: () => storage.hurry(),
    retire: (retirement) => storage.retire(retirement),
    listQuarantine: (sessionId) => storage.listQuarantine(sessionId),
    readSession: (sessionId) => storage.readSession(sessionId),
    putSession: (row) => storage.putSession(row),
    listSessions: () => storage.listSessions(),
    subscribeLoss: () => storage.subscribeLoss(),
    close: () => storage.close(),
    ...defect(storage),
  }
}

function onRows(storage: MemoryStorage, change: (row: SegmentRow) => SegmentRow): Partial<SegmentStorage> {
  return { append: (rows) => storage.append(rows.map(change)) }
}

function withText(row: SegmentRow, change: (text: string) => string): SegmentRow {
  return typeof row.payload === 'string' ? { ...row, payload: change(row.payload) } : row
}

function placeText({ revision, part }: SegmentRow): string {
  return `${revision}.${part}`
}
