import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { systemClock } from '../../schedule/Clock.ts'
import type { CopyEntry } from './CopyEntry.ts'
import { createInlineWorker } from './createInlineWorker.ts'
import { OpfsLifeboat } from './OpfsLifeboat.ts'
import { StockTaking } from './StockTaking.ts'

let count = 0
let databaseName: string
let workers: Worker[] = []
let tabs: OpfsLifeboat[] = []

beforeEach(() => {
  databaseName = `opfs-${(count += 1)}`
  workers = []
  tabs = []
})

afterEach(async () => {
  for (const tab of tabs) tab.close()
  for (const worker of workers) worker.terminate()
  const root = await navigator.storage.getDirectory()
  await root.removeEntry('autosave-kit', { recursive: true }).catch(() => undefined)
})

/** Another tab, as far as OPFS can tell: a worker of its own. */
function openTab(): OpfsLifeboat {
  const createWorker = (): Worker => {
    const worker = createInlineWorker()
    workers.push(worker)
    return worker
  }
  const tab = new OpfsLifeboat(databaseName, createWorker, systemClock)
  tabs.push(tab)
  return tab
}

/** The tab dies as a killed process does: its worker is gone, and nobody has closed anything. */
function killTabs(): void {
  for (const worker of workers.splice(0)) worker.terminate()
  tabs = []
}

function rowAt(revision: number, fields: Partial<SegmentRow> = {}): SegmentRow {
  const row = { sessionId: 'book', revision, part: 0, partCount: 1, base: revision - 1, writer: 'a tab', savedAt: 1 }
  return { ...row, reason: 'debounce', schemaVersion: 1, payload: `“${revision}”`, checksum: 100 + revision, ...fields }
}

function stockOf(...rows: readonly SegmentRow[]): StockTaking {
  const stock = new StockTaking()
  for (const row of rows) stock.take(row)
  stock.isComplete = true
  return stock
}

function entriesOf(...rows: readonly SegmentRow[]): CopyEntry[] {
  return rows.map((row) => ({ type: 'row', row }))
}

/** Of this test: a worker that was ended may keep those of the one before it for a moment. */
async function filesOf(): Promise<FileSystemFileHandle[]> {
  const files: FileSystemFileHandle[] = []
  const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const entry of folder.values()) {
      if (entry.kind === 'file') files.push(entry)
      else await walk(entry)
    }
  }
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('autosave-kit', { create: true })
  for await (const entry of folder.values()) {
    if (entry.kind === 'directory' && entry.name.startsWith(`${databaseName}.`)) await walk(entry)
  }
  return files
}

/** A tab that has the session open, and has copied these rows. */
async function tabWith(...rows: readonly SegmentRow[]): Promise<OpfsLifeboat> {
  const tab = openTab()
  await tab.align('book', stockOf())
  await tab.write('book', entriesOf(...rows))
  return tab
}

describe('the second copy in OPFS', () => {
  it('knows nothing of a session that nobody copied, and makes nothing for it', async () => {
    const tab = openTab()
    expect(await tab.position('book')).toBe(0)
    expect(await tab.read('book')).toEqual({ rows: [], card: undefined })
    expect(await tab.align('book', stockOf())).toEqual({ type: 'aligned', missing: [] })
    expect(await filesOf()).toEqual([])
    expect(await tab.sessions()).toEqual([])
  })

  it('gives back what was written, while the file is open and after its tab was killed', async () => {
    const card = { id: 'book', createdAt: 1, updatedAt: 2, left: { tabId: 'a', revision: 2 } }
    const tab = await tabWith(rowAt(1), rowAt(2))
    await tab.write('book', [{ type: 'card', card }])
    const expected = { rows: [rowAt(1), rowAt(2)], card }
    expect(await tab.read('book')).toEqual(expected)
    killTabs()
    expect(await openTab().position('book')).toBe(2)
    expect(await openTab().read('book')).toEqual(expected)
    expect(await openTab().sessions()).toEqual(['book'])
    expect(await openTab().read('another book')).toEqual({ rows: [], card: undefined })
  })

  it('says what it lacks of the database, and lets go what the database has let go', async () => {
    const tab = await tabWith(rowAt(1), rowAt(2))
    const stock = stockOf(rowAt(2), rowAt(3), rowAt(4, { reason: 'retired', payload: '' }))
    expect(await tab.align('book', stock)).toEqual({
      type: 'aligned',
      missing: [
        { revision: 3, part: 0 },
        { revision: 4, part: 0 },
      ],
    })
    expect((await tab.read('book')).rows).toEqual([rowAt(2)])
  })

  it('keeps a row emptied or gone, also where another tab had copied it', async () => {
    const first = await tabWith(rowAt(1), rowAt(2), rowAt(3))
    const second = openTab()
    const aligned = await second.align('book', stockOf(rowAt(1), rowAt(2), rowAt(3)))
    expect(aligned).toEqual({ type: 'aligned', missing: [] })
    await second.write('book', [{ type: 'retire', keys: [{ revision: 1, part: 0 }], mode: 'remove' }])
    await first.write('book', [{ type: 'retire', keys: [{ revision: 2, part: 0 }], mode: 'empty' }])
    const expected = [rowAt(2, { reason: 'retired', payload: '' }), rowAt(3)]
    expect((await openTab().read('book')).rows).toEqual(expected)
    killTabs()
    const third = openTab()
    await third.align('book', stockOf(...expected))
    expect((await third.read('book')).rows).toEqual(expected)
  })

  it('lets two tabs copy at once, each into a file of its own, and folds them into one when both are gone', async () => {
    const first = await tabWith(rowAt(1))
    const second = openTab()
    await second.align('book', stockOf(rowAt(1)))
    await Promise.all([first.write('book', entriesOf(rowAt(2))), second.write('book', entriesOf(rowAt(3)))])
    expect(await filesOf()).toHaveLength(2)
    const rows = [rowAt(1), rowAt(2), rowAt(3)]
    expect((await openTab().read('book')).rows).toEqual(rows)
    killTabs()
    const third = openTab()
    await expect.poll(() => third.align('book', stockOf(...rows)).then(filesOf)).toHaveLength(1)
    expect((await third.read('book')).rows).toEqual(rows)
  })

  it('sets the copy of another log aside instead of mixing the two', async () => {
    await tabWith(rowAt(1), rowAt(2), rowAt(3))
    killTabs()
    const tab = openTab()
    const begunAnew = rowAt(1, { writer: 'another', checksum: 7 })
    await expect
      .poll(() => tab.align('book', stockOf(begunAnew)))
      .toEqual({ type: 'aligned', missing: [{ revision: 1, part: 0 }] })
    await tab.write('book', entriesOf(begunAnew))
    expect((await tab.read('book')).rows).toEqual([begunAnew])
    expect((await filesOf()).map(({ name }) => name)).toContain('aside.old')
  })

  it('sets aside what nobody could read before the database went on without it', async () => {
    await tabWith(rowAt(1), rowAt(5), rowAt(6))
    killTabs()
    const tab = openTab()
    const stock = stockOf(rowAt(1), rowAt(2))
    stock.isComplete = false
    const missing = [rowAt(1), rowAt(2)].map(({ revision, part }) => ({ revision, part }))
    await expect.poll(() => tab.align('book', stock)).toEqual({ type: 'aligned', missing })
  })

  it('decides nothing when the database holds nothing and the copy does', async () => {
    const tab = await tabWith(rowAt(1))
    expect(await tab.align('book', stockOf())).toEqual({ type: 'unsure' })
    expect((await tab.read('book')).rows).toEqual([rowAt(1)])
  })

  it('finds what is behind a damaged place, asks for what was in it, and goes on', async () => {
    const tab = await tabWith(rowAt(1), rowAt(2), rowAt(3))
    tab.close()
    await expect.poll(async () => (await damageMiddle()) ?? 'locked').toBe('damaged')
    const next = openTab()
    const rows = [rowAt(1), rowAt(2), rowAt(3)]
    expect((await next.read('book')).rows.map(({ revision }) => revision)).toEqual([1, 3])
    expect(await next.align('book', stockOf(...rows))).toMatchObject({ missing: [{ revision: 2, part: 0 }] })
    await next.write('book', entriesOf(rowAt(2), rowAt(4)))
    expect((await next.read('book')).rows).toEqual([...rows, rowAt(4)])
  })

  it('stays about as large as what the database holds', async () => {
    const payload = 'x'.repeat(50_000)
    const tab = await tabWith(rowAt(1, { payload }))
    for (let revision = 2; revision <= 30; revision += 1) {
      await tab.write('book', entriesOf(rowAt(revision, { payload })))
      await tab.write('book', [{ type: 'retire', keys: [{ revision: revision - 1, part: 0 }], mode: 'remove' }])
    }
    const [file, ...others] = await filesOf()
    expect(others).toEqual([])
    expect((await file?.getFile())?.size).toBeLessThan(250_000)
    expect((await tab.read('book')).rows).toEqual([rowAt(30, { payload })])
  })

  it('refuses to write to what was not aligned', async () => {
    await expect(openTab().write('book', entriesOf(rowAt(1)))).rejects.toMatchObject({ code: 'LIFEBOAT_FAILED' })
  })

  it('works with the worker that is a file of its own', async () => {
    const url = new URL('./lifeboatWorker.ts', import.meta.url)
    const tab = new OpfsLifeboat(databaseName, () => new Worker(url, { type: 'module' }), systemClock)
    tabs.push(tab)
    await tab.align('book', stockOf())
    await tab.write('book', entriesOf(rowAt(1)))
    expect((await tab.read('book')).rows).toEqual([rowAt(1)])
  })

  it('lets go of its files when it is closed, and keeps none that says nothing', async () => {
    const tab = await tabWith(rowAt(1))
    await tab.write('book', [{ type: 'retire', keys: [{ revision: 1, part: 0 }], mode: 'remove' }])
    tab.close()
    await expect.poll(filesOf).toEqual([])
  })
})

describe('a page that can have no second copy', () => {
  it('says so, with the reason, when its worker is blocked', async () => {
    for (const createWorker of [
      () => new Worker(URL.createObjectURL(new Blob(['throw new Error("blocked")']))),
      () => {
        throw new DOMException('refused by the CSP', 'SecurityError')
      },
    ]) {
      const tab = new OpfsLifeboat(databaseName, createWorker, systemClock)
      for (const attempt of [1, 2]) {
        await expect(tab.align('book', stockOf()), `attempt ${attempt}`).rejects.toMatchObject({
          code: 'LIFEBOAT_UNAVAILABLE',
          message: expect.stringMatching(/blocked|refused by the CSP/),
        })
      }
      expect(await tab.position('book')).toBe(0)
    }
  })
})

async function damageMiddle(): Promise<'damaged' | undefined> {
  const [handle] = await filesOf()
  if (handle === undefined) return undefined
  try {
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
    const middle = Math.floor(bytes.length / 2)
    const stream = await handle.createWritable({ keepExistingData: true })
    await stream.write({ type: 'write', position: middle, data: new Uint8Array([(bytes[middle] ?? 0) ^ 255]) })
    await stream.close()
    return 'damaged'
  } catch {
    // The worker has not let go of it yet.
    return undefined
  }
}
