import type { Book, Chapter, Line } from './Book.ts'
import { SECRET_KEY, SECRET_TEXT } from './fingerprint.ts'
import type { SeededRandom } from './SeededRandom.ts'

export type EditKind = 'title' | 'form' | 'chapters' | 'lines' | 'notes' | 'manuscript' | 'marks' | 'tags' | 'audio'

/** How much there is of a book: pieces in a list, letters in a text. */
export interface BookSize {
  readonly pieceCount: number
  readonly textLength: number
}

export interface Pen {
  readonly random: SeededRandom
  readonly size: BookSize
  /** Counts the edits of a world: what one edit writes, no other does. */
  readonly edit: number
  readonly newId: () => number
}

const EDITS: Readonly<Record<EditKind, (book: Book, pen: Pen) => Book>> = {
  title: (book, { edit }) => ({ ...book, title: `Title ${edit}` }),
  form: (book, pen) => ({ ...book, form: editForm(book.form, pen) }),
  chapters: (book, pen) => ({ ...book, chapters: editList(book.chapters, (old) => editChapter(old, pen), pen) }),
  lines: (book, pen) => ({ ...book, lines: editList(book.lines, () => line(pen), pen) }),
  notes: (book, pen) => ({ ...book, notes: editNotes(book.notes, pen) }),
  manuscript: (book, pen) => ({ ...book, manuscript: editText(book.manuscript, pen) }),
  marks: (book, pen) => ({ ...book, marks: editMarks(book.marks, pen) }),
  tags: (book, { edit }) => ({ ...book, tags: new Set([...book.tags, `tag ${edit}`].slice(-6)) }),
  audio: (book, pen) => ({ ...book, audio: editAudio(book.audio, pen) }),
}

/** The next state of a book: a new object along the way to the change, the old ones beside it. */
export function editBook(book: Book, kind: EditKind, pen: Pen): Book {
  return EDITS[kind](book, pen)
}

function editForm(form: Book['form'], { random, edit }: Pen): Book['form'] {
  if (random.chance(0.1)) return { ...form, [SECRET_KEY]: `${SECRET_TEXT} ${edit}` }
  const key = `field${random.below(6)}`
  const { [key]: _old, ...others } = form
  if (random.chance(0.15)) return others
  const values = [
    edit,
    `text ${edit}`,
    edit % 2 === 0,
    null,
    undefined,
    Number.NaN,
    -0,
    BigInt(edit),
    new Date(edit),
    { edit },
  ]
  // In place as a form does, or at the end as a re-added key.
  const value = values[random.below(values.length)]
  return random.chance(0.8) ? { ...form, [key]: value } : { ...others, [key]: value }
}

function editList<TItem>(list: readonly TItem[], make: (old: TItem | undefined) => TItem, pen: Pen): TItem[] {
  const { random, size } = pen
  const at = random.below(list.length + 1)
  const items = [...list]
  const missing = size.pieceCount - items.length
  if (missing > 1 && random.chance(0.5)) return [...items, ...Array.from({ length: missing }, () => make(undefined))]
  switch (random.weighted({ change: 6, insert: 3, remove: missing > 0 ? 1 : 3, move: 2 })) {
    case 'insert':
      items.splice(at, 0, make(undefined))
      break
    case 'remove':
      items.splice(at, 1)
      break
    case 'move':
      items.splice(random.below(items.length + 1), 0, ...items.splice(at, 1))
      break
    case 'change':
      items.splice(at, 1, make(items[at]))
  }
  return items
}

function editChapter(old: Chapter | undefined, pen: Pen): Chapter {
  const { random, size } = pen
  if (old === undefined) return { id: pen.newId(), text: words(pen, size.textLength), scenes: [] }
  if (random.chance(0.5)) return { ...old, text: words(pen, size.textLength) }
  return {
    ...old,
    scenes: editList(old.scenes, () => ({ text: words(pen, 30) }), { ...pen, size: { ...size, pieceCount: 4 } }),
  }
}

function line(pen: Pen): Line | string {
  const text = words(pen, pen.size.textLength / 4)
  return pen.random.chance(0.5) ? text : { text }
}

function editNotes(notes: Book['notes'], pen: Pen): Book['notes'] {
  const key = keyFor(pen)
  const { [key]: _old, ...others } = notes
  if (pen.random.chance(0.2)) return others
  return { ...notes, [key]: { body: words(pen, pen.size.textLength), at: new Date(1_600_000_000_000 + pen.edit) } }
}

function editMarks(marks: Book['marks'], pen: Pen): Book['marks'] {
  const next = new Map(marks)
  const key = keyFor(pen)
  if (pen.random.chance(0.3)) next.delete(key)
  else next.set(key, { text: words(pen, 20) })
  return next
}

/** Typing somewhere in a long text. */
function editText(text: string, pen: Pen): string {
  const { random, size } = pen
  if (text === '') return words(pen, size.textLength * size.pieceCount)
  const at = random.below(text.length + 1)
  return text.slice(0, at) + words(pen, 12) + text.slice(at + random.below(24))
}

function editAudio(audio: Uint8Array | undefined, { random, size, edit }: Pen): Uint8Array | undefined {
  if (random.chance(0.2)) return undefined
  const next = audio?.slice() ?? new Uint8Array(1 + random.below(size.textLength * 4))
  next[random.below(next.length)] = edit
  return next
}

function keyFor({ random, size }: Pen): string {
  return random.chance(0.03) ? '__proto__' : `key ${random.below(size.pieceCount)}`
}

/** Curly quotes and astral letters among them, and half an astral letter now and then. */
function words({ random, edit }: Pen, length: number): string {
  const word = random.chance(0.1) ? `“${edit}” 😀 ` : `word ${edit} `
  const text = word.repeat(1 + Math.floor(random.span(Math.max(1, length)) / word.length))
  return random.chance(0.02) ? `${text}\ud83d` : text
}
