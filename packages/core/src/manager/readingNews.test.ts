import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'

interface Chapter {
  readonly id: number
  readonly text: string
}

interface Book {
  readonly title: string
  readonly chapters: readonly Chapter[]
}

const book: Book = {
  title: 'Moby-Dick',
  chapters: Array.from({ length: 5_844 }, (_, id) => ({ id, text: `Paragraph ${id}. ${'whale '.repeat(id % 30)}` })),
}

function withText(from: Book, id: number, text: string): Book {
  return { ...from, chapters: from.chapters.with(id, { id, text }) }
}

/** Two tabs on the book, and how many rows they are handed. */
async function twoReaders({ isLive = true, options = {} } = {}) {
  const world = new TestWorld()
  world.channel.isDeaf = !isLive
  const author = world.page().manager<Book>()
  await author.immediateSave(book)
  await author.dispose()
  const pages = [world.page(), world.page()] as const
  const [first, second] = [pages[0].manager<Book>(options), pages[1].manager<Book>(options)]
  const mine = (await first.restore()).state ?? book
  await second.restore()
  const shown: Book[] = []
  second.subscribeRemoteChange((state) => shown.push(state))
  const counts = { rowCount: 0, wholeCount: 0 }
  const { storage } = world
  const [read, readEach] = [storage.read.bind(storage), storage.readEach.bind(storage)]
  vi.spyOn(storage, 'read').mockImplementation(async (id, range) => {
    const rows = await read(id, range)
    if (range !== undefined) counts.rowCount += rows.length
    return rows
  })
  vi.spyOn(storage, 'readEach').mockImplementation((id, take) => {
    counts.wholeCount += 1
    return readEach(id, take)
  })
  return { world, pages, first, second, mine, shown, counts }
}

describe('What another tab has saved into a book of 5,844 chapters', () => {
  it('is read by the one row it takes', async () => {
    const { first, second, mine, shown, counts } = await twoReaders()

    await first.immediateSave(withText(mine, 3_000, 'Edited elsewhere.'))
    await settle()

    expect(counts).toEqual({ rowCount: 1, wholeCount: 0 })
    expect(shown).toEqual([withText(book, 3_000, 'Edited elsewhere.')])
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', revision: 2 })
  })

  it('is read by a handful of rows when a save finds its position taken', async () => {
    const { world, first, second, mine, shown, counts } = await twoReaders({ isLive: false })
    await first.immediateSave(withText(mine, 1, 'one'))
    await first.immediateSave(withText(withText(mine, 1, 'one'), 2, 'two'))

    const saved = await second.immediateSave(withText(book, 3, 'three'))

    expect(saved.revision).toBe(4)
    expect(counts).toEqual({ rowCount: 2, wholeCount: 0 })
    const merged = withText(withText(withText(book, 1, 'one'), 2, 'two'), 3, 'three')
    expect(shown).toEqual([merged])
    expect((await world.page().manager<Book>().restore()).state).toEqual(merged)
  })

  it('is read by its row when the page is turned to and a message was missed', async () => {
    const { world, pages, first, mine, shown, counts } = await twoReaders({ isLive: false })
    await world.clock.advance(5_000)
    await first.immediateSave(withText(mine, 3_000, 'Edited elsewhere.'))
    await world.clock.advance(5_000)
    counts.rowCount = 0

    pages[1].announce('shown')
    await settle()

    // Looked at once, and taken over.
    expect(counts).toEqual({ rowCount: 2, wholeCount: 0 })
    expect(shown).toHaveLength(1)
  })

  it('keeps the very objects that were not changed, and the next edit costs itself only', async () => {
    const { world, first, second, mine, shown, counts } = await twoReaders()
    await first.immediateSave(withText(mine, 3_000, 'Edited elsewhere.'))
    await settle()
    const [state = book] = shown
    const before = world.storage.appends.length

    await second.immediateSave(withText(state, 10, 'Edited here.'))
    await settle()

    const rows = world.storage.appends.slice(before).flatMap((append) => append.rows)
    expect(rows.map(({ payload }) => payload.length < 200)).toEqual([true])
    expect(counts).toEqual({ rowCount: 2, wholeCount: 0 })
    expect((await world.page().manager<Book>().restore()).state).toEqual(withText(state, 10, 'Edited here.'))
  })

  it('is read from end to end where the app changes its state in place', async () => {
    const { first, mine, shown, counts } = await twoReaders({ options: { compare: 'deep' } })

    await first.immediateSave(withText(mine, 3_000, 'Edited elsewhere.'))
    await settle()

    expect(counts.wholeCount).toBeGreaterThan(0)
    expect(shown).toEqual([withText(book, 3_000, 'Edited elsewhere.')])
  })

  it('is read from end to end when one of the new rows is damaged', async () => {
    const { world, first, mine, counts, shown } = await twoReaders({ isLive: false })
    await first.immediateSave(withText(mine, 1, 'one'))
    await first.immediateSave(withText(withText(mine, 1, 'one'), 2, 'two'))
    const row = world.storage.rows.get('book/3/0')
    if (row !== undefined) world.storage.rows.set('book/3/0', { ...row, payload: '' })
    world.channel.isDeaf = false
    await first.immediateSave(withText(withText(withText(mine, 1, 'one'), 2, 'two'), 4, 'four'))
    await settle()

    expect(counts.wholeCount).toBeGreaterThan(0)
    expect(
      shown
        .at(-1)
        ?.chapters.slice(0, 5)
        .map(({ text }) => text.slice(0, 4)),
    ).toEqual(['Para', 'one', 'Para', 'Para', 'four'])
  })
})
