import fc from 'fast-check'
import { LogModel, type Tab } from './LogModel.fixture.ts'

/** One thing that happens to a log. The numbers choose where. */
export interface LogEvent {
  readonly type:
    | 'edit'
    | 'insert'
    | 'remove'
    | 'move'
    | 'text'
    | 'audio'
    | 'save'
    | 'leave'
    | 'leaveLate'
    | 'wait'
    | 'reopen'
  readonly tab: number
  readonly at: number
  readonly size: number
}

interface Book {
  readonly title: string
  readonly chapters: readonly { readonly id: number; readonly text: string }[]
  readonly byName: Readonly<Record<string, { readonly note: string }>>
  readonly text: string
  readonly audio: Uint8Array
}

const types: readonly LogEvent['type'][] = [
  ...(['edit', 'edit', 'edit', 'edit', 'insert', 'insert', 'remove', 'move', 'text', 'audio'] as const),
  ...(['save', 'leave', 'leaveLate', 'wait', 'wait', 'reopen'] as const),
]

export const anyEvents = fc.array(
  fc.record({
    type: fc.constantFrom(...types),
    tab: fc.nat(1),
    at: fc.nat(1_000),
    size: fc.nat(1_500),
  }),
  { minLength: 1, maxLength: 30, size: 'max' },
)

const WAITS = [1_000, 40_000, 30 * 60_000, 26 * 60 * 60_000]

/** A log that such events make, with two tabs that write to it. */
export class LogStory {
  readonly model = new LogModel()
  readonly tabs: readonly Tab[]
  #count = 0

  constructor() {
    const first = this.model.open('a')
    this.model.commit(first, newBook())
    this.tabs = [first, this.model.open('b')]
  }

  tell(events: readonly LogEvent[]): void {
    for (const event of events) this.#happen(event)
  }

  #happen(event: LogEvent): void {
    const { model } = this
    const { type, at } = event
    const tab = this.tabs[event.tab] ?? model.open('c')
    model.now += 500
    // The book always has one: the first commit of the story.
    const book = tab.tree.root?.value as Book
    if (type === 'wait') model.now += WAITS[at % WAITS.length] ?? 0
    else if (type === 'reopen') model.reopen(tab)
    else if (type === 'save') model.commit(tab, book, 'manual')
    else if (type === 'leave' || type === 'leaveLate') {
      const once = this.#edited(book, { ...event, type: 'remove' })
      model.leave(tab, [once, this.#edited(once, { ...event, type: 'insert' })], type === 'leaveLate')
    } else model.commit(tab, this.#edited(book, event))
  }

  #edited(book: Book, { type, at, size }: LogEvent): Book {
    this.#count += 1
    const { chapters, byName, text } = book
    const place = at % Math.max(1, chapters.length)
    const quote = size % 5 === 0 ? '“' : ''
    const chapter = { id: this.#count, text: `${this.#count} ${quote}${'whale '.repeat(size / 6)}` }
    if (type === 'insert' || chapters.length === 0) {
      const named = { ...byName, [`n${size}`]: { note: chapter.text } }
      return { ...book, chapters: chapters.toSpliced(place, 0, chapter), byName: named }
    }
    if (type === 'remove') {
      return { ...book, chapters: chapters.toSpliced(place, 1 + (size % 3)), byName: without(byName, at) }
    }
    if (type === 'move') {
      const rest = chapters.toSpliced(place, 1)
      return { ...book, chapters: rest.toSpliced(size % (rest.length + 1), 0, chapters[place] ?? chapter) }
    }
    if (type === 'text') return { ...book, text: `${text.slice(0, at * 3)}${chapter.text}${text.slice(at * 3 + size)}` }
    if (type === 'audio') {
      return { ...book, audio: Uint8Array.from({ length: size * 8 }, (_, index) => index ^ this.#count) }
    }
    return { ...book, chapters: chapters.with(place, { ...chapter, id: chapters[place]?.id ?? 0 }) }
  }
}

function newBook(): Book {
  const chapters = Array.from({ length: 12 }, (_, id) => ({
    id,
    text: `Chapter ${id}. ${'Call me Ishmael. '.repeat(30)}`,
  }))
  return { title: 'Moby-Dick', chapters, byName: {}, text: 'Loomings. '.repeat(2_000), audio: new Uint8Array(3_000) }
}

function without(byName: Book['byName'], at: number): Book['byName'] {
  const names = Object.keys(byName)
  return Object.fromEntries(Object.entries(byName).filter(([name]) => name !== names[at % Math.max(1, names.length)]))
}
