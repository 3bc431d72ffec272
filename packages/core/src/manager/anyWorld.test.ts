import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TestPage, TestWorld, settle } from '@autosave-kit/testing'
import type { AutoSaveManager } from './AutoSaveManager.ts'

interface Book {
  readonly edits: number
  readonly chapters: readonly { readonly id: number; readonly text: string }[]
}

const emptyBook: Book = { edits: 0, chapters: [] }

type Step =
  | { readonly do: 'edit'; readonly chapter: number; readonly isLong: boolean }
  | { readonly do: 'saveNow' | 'leave' | 'crash' | 'hide' | 'hold' | 'release' | 'pause' | 'resume' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'fault'; readonly fault: 'QUOTA_EXCEEDED' | 'WRITE_FAILED' | 'READ_FAILED' | undefined }

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('edit' as const), chapter: fc.nat(9), isLong: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(5_000) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('saveNow' as const, 'leave', 'crash', 'hide', 'hold', 'release', 'pause', 'resume'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom('QUOTA_EXCEEDED' as const, 'WRITE_FAILED' as const, 'READ_FAILED' as const, undefined),
    }),
  },
)

/** One person, one session, one page after another; and what may not be lost of it. */
class OneWriter {
  readonly world = new TestWorld()
  page: TestPage
  manager: AutoSaveManager<Book>
  current = emptyBook
  /** The newest edit that was said to be on disk. */
  acknowledged = 0
  #edits = 0

  constructor() {
    this.page = this.world.page()
    this.manager = this.page.manager<Book>()
  }

  async open(): Promise<void> {
    this.page = this.world.page()
    this.manager = this.page.manager<Book>()
    const { manager } = this
    this.current = emptyBook
    // The app keeps the identities it was given, as a store with immutable updates does.
    void manager
      .restore({ baseline: emptyBook, current: () => this.current })
      .then(({ state }) => {
        if (manager === this.manager && state !== undefined) this.current = state
      })
      .catch(() => undefined)
    await settle()
  }

  /** Whether the app shows its session: before, a person has nothing to edit. */
  get isOpen(): boolean {
    return this.manager.getSnapshot().restored !== undefined
  }

  edit(chapter: number, isLong: boolean): void {
    if (!this.isOpen) return
    this.#edits += 1
    const edits = this.#edits
    const text = `edit ${edits} `.repeat(isLong ? 400 : 1)
    const others = this.current.chapters.filter(({ id }) => id !== chapter)
    this.current = { edits, chapters: [...others, { id: chapter, text }].toSorted((a, b) => a.id - b.id) }
    this.#acknowledge(edits, this.manager.scheduleSave(this.current))
  }

  saveNow(): void {
    if (this.isOpen) this.#acknowledge(this.current.edits, this.manager.immediateSave())
  }

  #acknowledge(edits: number, saved: Promise<{ durability: string }>): void {
    saved.then(
      ({ durability }) => {
        if (durability === 'disk') this.acknowledged = Math.max(this.acknowledged, edits)
      },
      () => undefined,
    )
  }
}

async function run(writer: OneWriter, step: Step): Promise<void> {
  const { world } = writer
  switch (step.do) {
    case 'edit':
      return writer.edit(step.chapter, step.isLong)
    case 'wait':
      return world.clock.advance(step.ms)
    case 'fault':
      world.storage.fault = step.fault
      return
    case 'saveNow':
      return writer.saveNow()
    case 'hide':
      return writer.page.announce('hidden')
    case 'hold':
      world.storage.isHolding = true
      return
    case 'release':
      return world.storage.endWrites()
    case 'pause':
      return writer.manager.pause()
    case 'resume':
      return writer.manager.resume()
    case 'leave':
    case 'crash':
      writer.page[step.do]()
      writer.page.crash()
      // What was issued lands, as it does when a page goes: issued is with the browser.
      world.storage.endWrites()
      await settle()
      return writer.open()
  }
}

describe('In any world', () => {
  it('nothing acknowledged is lost, no state is a mixture, and what is restored is a state that was handed over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 5, maxLength: 60 }), async (steps) => {
        const writer = new OneWriter()
        await writer.open()
        for (const step of steps) {
          await run(writer, step)
          await settle()
          const { status, isUnsaved } = writer.manager.getSnapshot()
          expect(status === 'saved' && isUnsaved).toBe(false)
        }
        writer.world.storage.fault = undefined
        writer.world.storage.endWrites()
        await settle()
        const { state } = await writer.world.page().manager<Book>().restore()
        const { edits, chapters } = state ?? emptyBook
        expect(edits).toBeGreaterThanOrEqual(writer.acknowledged)
        const newest = Math.max(0, ...chapters.map(({ text }) => Number(/^edit (\d+) /.exec(text)?.[1])))
        expect(newest).toBe(edits)
      }),
      { numRuns: 1_000 },
    )
  })

  it('everything is saved in the end once the disk works and nobody pauses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 5, maxLength: 40 }), async (steps) => {
        const writer = new OneWriter()
        await writer.open()
        for (const step of steps) await run(writer, step)
        writer.world.storage.fault = undefined
        writer.world.storage.endWrites()
        writer.manager.resume()
        await writer.world.clock.advance(120_000)
        expect(writer.manager.getSnapshot()).toMatchObject({ isUnsaved: false, error: undefined })
        const { state } = await writer.world.page().manager<Book>().restore()
        expect(state ?? emptyBook).toEqual(writer.current)
      }),
      { numRuns: 500 },
    )
  })
})
