import { ManualClock, TestWebStorage, settle, storageContract } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import type { SaveReason, SegmentRow } from '../../records/SegmentRow.ts'
import { MemoryStorage } from '../memory/MemoryStorage.ts'
import type { SegmentStorage } from '../SegmentStorage.ts'
import { storageFailure } from '../storageError.ts'
import { LastWordsStorage } from './LastWordsStorage.ts'
import { WebLastWords } from './WebLastWords.ts'

interface RowWish {
  readonly base?: number
  readonly writer?: string
  readonly payload?: string
  readonly reason?: SaveReason
  readonly sessionId?: string
}

function segment(revision: number, wish: RowWish = {}): SegmentRow[] {
  const {
    base = revision - 1,
    writer = 'a',
    payload = `${writer}${revision}`,
    reason = 'leave',
    sessionId = 'book',
  } = wish
  const header = { sessionId, revision, base, writer, savedAt: 1, reason, schemaVersion: 1 }
  return [{ ...header, part: 0, partCount: 1, payload, checksum: revision * 100 + payload.length }]
}

const relaxed = { durability: 'relaxed' } as const
const urgent = { durability: 'relaxed', isUrgent: true } as const

/** Pages of one browser, whose database may lose what has not ended when a page goes. */
class Browser {
  readonly database: SegmentStorage = new MemoryStorage()
  readonly local = new TestWebStorage()
  readonly clock = new ManualClock()
  readonly living = new Set<string>()
  readonly asides: string[] = []

  page(inner: SegmentStorage = this.database): LastWordsStorage {
    return new LastWordsStorage(inner, {
      words: new WebLastWords('kit', () => this.local),
      clock: this.clock,
      isAlive: (tabId) => Promise.resolve(this.living.has(tabId)),
      onAside: (sessionId, rowCount) => void this.asides.push(`${sessionId}: ${rowCount}`),
    })
  }

  /** A page whose writes are never answered, and never land. */
  closingPage(): LastWordsStorage {
    return this.page(Object.assign(new MemoryStorage(), { append: () => new Promise(() => undefined) }))
  }

  async revisions(sessionId = 'book'): Promise<number[]> {
    return (await this.database.read(sessionId)).map(({ revision }) => revision)
  }
}

async function readAll(storage: SegmentStorage, sessionId = 'book'): Promise<string[]> {
  const rows: SegmentRow[] = []
  await storage.readEach(sessionId, (row) => void rows.push(row))
  return rows.map(({ revision, writer }) => `${revision} of ${writer}`)
}

describe('The contract of storages, kept with last words', () => {
  it.each(storageContract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    const browser = new Browser()
    await expect(run({ connect: () => browser.page() })).resolves.toBeUndefined()
    // What was refused is kept until the session is read.
    for (const sessionId of new WebLastWords('kit', () => browser.local).sessions())
      await readAll(browser.page(), sessionId)
    expect(browser.local.length).toBe(0)
  })
})

describe('What a page says last', () => {
  it('is in the smaller store before append returns, and is let go of once the database has it', async () => {
    const browser = new Browser()
    const stored = browser.page().append(segment(1), urgent)
    expect(browser.local.length).toBe(1)
    expect(await stored).toBe('memory')
    expect(browser.local.length).toBe(0)
  })

  it('is nothing to the smaller store while the page stays', async () => {
    const browser = new Browser()
    const set = vi.spyOn(browser.local, 'setItem')
    await browser.page().append(segment(1, { reason: 'debounce' }), relaxed)
    expect(set).not.toHaveBeenCalled()
  })

  it('is put where it belongs by the next reading, and handed on with what is there', async () => {
    const browser = new Browser()
    await browser.database.append(segment(1), relaxed)
    void browser.closingPage().append(segment(2), urgent)
    expect(await readAll(browser.page())).toEqual(['1 of a', '2 of a'])
    expect([await browser.revisions(), browser.local.length, browser.asides]).toEqual([[1, 2], 0, []])
  })

  it('counts once when the database has it too', async () => {
    const browser = new Browser()
    await browser.database.append(segment(1), relaxed)
    void browser.closingPage().append(segment(1), urgent)
    expect(await readAll(browser.page())).toEqual(['1 of a'])
    expect([browser.local.length, browser.asides]).toEqual([0, []])
  })

  it('counts once when it lands in the database while it is being put there', async () => {
    const browser = new Browser()
    void browser.closingPage().append(segment(1), urgent)
    const { database } = browser
    const append = vi.spyOn(database, 'append').mockImplementationOnce(async (rows, options) => {
      await database.append(rows, options)
      return database.append(rows, options)
    })
    expect(await readAll(browser.page())).toEqual(['1 of a'])
    expect([append.mock.calls.length, browser.local.length, browser.asides]).toEqual([3, 0, []])
  })

  it('is a commit under way too, which the page can no longer hear of', async () => {
    const browser = new Browser()
    const page = browser.closingPage()
    void page.append(segment(1, { reason: 'early' }), relaxed)
    page.hurry()
    expect(await readAll(browser.page())).toEqual(['1 of a'])
  })

  it('is in quarantine, and told of, when another page has gone on in its place', async () => {
    const browser = new Browser()
    void browser.closingPage().append(segment(1), urgent)
    await browser.database.append(segment(1, { writer: 'b' }), relaxed)
    expect(await readAll(browser.page())).toEqual(['1 of b'])
    const [entry] = await browser.database.listQuarantine('book')
    expect(entry).toMatchObject({ reason: 'stray', row: { revision: 1, writer: 'a' } })
    expect([browser.local.length, browser.asides]).toEqual([0, ['book: 1']])
  })

  it('is in quarantine when another page has written between it and what it was made on', async () => {
    const browser = new Browser()
    await browser.database.append(segment(1), relaxed)
    void browser.closingPage().append(segment(3, { base: 1 }), urgent)
    await browser.database.append(segment(2, { writer: 'b' }), relaxed)
    expect(await readAll(browser.page())).toEqual(['1 of a', '2 of b'])
    expect([browser.local.length, browser.asides]).toEqual([0, ['book: 1']])
  })

  it('is left to its page while that lives, when it does not follow', async () => {
    const browser = new Browser()
    browser.living.add('a')
    void browser.closingPage().append(segment(1), urgent)
    await browser.database.append(segment(1, { writer: 'b' }), relaxed)
    await readAll(browser.page())
    expect([browser.local.length, browser.asides]).toEqual([1, []])
  })

  it('is let go of by its own page, which holds the work, when it does not follow', async () => {
    const browser = new Browser()
    const page = browser.page()
    await browser.database.append(segment(1, { writer: 'b' }), relaxed)
    await page.append(segment(1), urgent).catch(() => undefined)
    expect(browser.local.length).toBe(1)
    expect(await readAll(page)).toEqual(['1 of b'])
    expect([browser.local.length, browser.asides]).toEqual([0, []])
  })

  it('is kept by each of two pages that go together: the first of them counts, the other one’s is not lost without a word', async () => {
    const browser = new Browser()
    void browser.closingPage().append(segment(1), urgent)
    void browser.closingPage().append(segment(1, { writer: 'b' }), urgent)
    expect(await readAll(browser.page())).toEqual(['1 of a'])
    expect([browser.local.length, browser.asides]).toEqual([0, ['book: 1']])
  })

  it('takes the place of what the page said last before, which it holds too', async () => {
    const browser = new Browser()
    const page = browser.closingPage()
    void page.append(segment(1), urgent)
    void page.append(segment(2, { base: 0 }), urgent)
    expect(browser.local.length).toBe(1)
    expect(await readAll(browser.page())).toEqual(['2 of a'])
  })

  it('is kept while a commit fails, and let go of with the next one that does not', async () => {
    const browser = new Browser()
    const page = browser.page()
    vi.spyOn(browser.database, 'append').mockRejectedValueOnce(storageFailure('WRITE_FAILED'))
    await page.append(segment(1), urgent).catch(() => undefined)
    expect(browser.local.length).toBe(1)
    await page.append(segment(2, { base: 0 }), relaxed)
    expect(browser.local.length).toBe(0)
  })

  it('is not kept when it is long, nor when there is no room: that is no error', async () => {
    const browser = new Browser()
    void browser.closingPage().append(segment(1, { payload: 'x'.repeat(70_000) }), urgent)
    browser.local.limit(50)
    void browser.closingPage().append(segment(1), urgent)
    expect(browser.local.length).toBe(0)
  })

  it('is nothing where localStorage cannot be had', async () => {
    const database = new MemoryStorage()
    const access = (): Storage => {
      throw new DOMException('blocked', 'SecurityError')
    }
    const context = { words: new WebLastWords('kit', access), clock: new ManualClock(), isAlive: async () => false }
    const page = new LastWordsStorage(database, context)
    expect(await page.append(segment(1), urgent)).toBe('memory')
    expect(await readAll(page)).toEqual(['1 of a'])
  })

  it('makes a reading fail twice when it cannot be stored, and then goes into quarantine as soon as it can', async () => {
    const browser = new Browser()
    void browser.closingPage().append(segment(1), urgent)
    const append = vi.spyOn(browser.database, 'append').mockRejectedValue(storageFailure('WRITE_FAILED'))
    const page = browser.page()
    for (let turn = 0; turn < 2; turn += 1) {
      await expect(readAll(page)).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    }
    expect(await readAll(page)).toEqual([])
    append.mockRestore()
    expect(await readAll(page)).toEqual([])
    expect([browser.local.length, browser.asides]).toEqual([0, ['book: 1']])
  })

  it('does not keep a session from being read on a full disk', async () => {
    const browser = new Browser()
    await browser.database.append(segment(1), relaxed)
    void browser.closingPage().append(segment(2), urgent)
    vi.spyOn(browser.database, 'append').mockRejectedValue(storageFailure('QUOTA_EXCEEDED'))
    expect(await readAll(browser.page())).toEqual(['1 of a'])
    expect(browser.local.length).toBe(1)
  })

  it('is found by whoever looks at the end of a log only', async () => {
    const browser = new Browser()
    await browser.database.append(segment(1), relaxed)
    void browser.closingPage().append(segment(2), urgent)
    const rows = await browser.page().read('book', { from: 2 })
    expect(rows.map(({ revision }) => revision)).toEqual([2])
  })

  it('is looked for in idle time, of sessions that nobody opens', async () => {
    const browser = new Browser()
    void browser.closingPage().append(segment(1, { sessionId: 'other' }), urgent)
    await readAll(browser.page())
    await browser.clock.advance(5_000)
    await settle()
    expect([await browser.revisions('other'), browser.local.length]).toEqual([[1], 0])
  })

  it('goes with a session that is deleted', async () => {
    const browser = new Browser()
    await browser.database.append(segment(1), relaxed)
    void browser.closingPage().append(segment(2), urgent)
    await browser.page().book.erase(segment(3, { reason: 'delete', payload: '' }), [])
    expect([browser.local.length, await readAll(browser.page())]).toEqual([0, ['3 of a']])
  })

  it('leaves what others keep in localStorage alone', async () => {
    const browser = new Browser()
    for (const key of ['kit:last:', 'kit:last:["book",', 'kit:last:["book","x"]', 'mine'])
      browser.local.setItem(key, '-{')
    expect(await readAll(browser.page())).toEqual([])
    await browser.clock.advance(5_000)
    expect(browser.local.length).toBe(4)
  })
})
