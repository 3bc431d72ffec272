/** The session the world is about. */
export const SESSION_ID = 'book'

/** What the person in the simulated world writes: something of every kind of state there is. */
export interface Book {
  readonly title: string
  readonly form: Readonly<Record<string, unknown>>
  readonly chapters: readonly Chapter[]
  /** Elements without ids. */
  readonly lines: readonly (Line | string)[]
  readonly notes: Readonly<Record<string, Note>>
  readonly manuscript: string
  readonly marks: ReadonlyMap<string, Line>
  readonly tags: ReadonlySet<string>
  readonly audio: Uint8Array | undefined
}

export interface Chapter {
  readonly id: number
  readonly text: string
  readonly scenes: readonly Line[]
}

export interface Line {
  readonly text: string
}

interface Note {
  readonly body: string
  readonly at: Date
}

export const emptyBook: Book = freezeDeep({
  title: '',
  form: {},
  chapters: [],
  lines: [],
  notes: {},
  manuscript: '',
  marks: new Map(),
  tags: new Set<string>(),
  audio: undefined,
})

/** What an app does with what is left after damage: what is missing is as it was in the beginning. */
export function repairBook(book: Book): Book {
  const whole = { ...emptyBook, ...book }
  return { ...whole, chapters: whole.chapters.map((chapter) => ({ ...emptyChapter, ...chapter })) }
}

const emptyChapter: Chapter = { id: 0, text: '', scenes: [] }

/** The engine must never change what is the app's; what tries to, throws. Stops at what is frozen already. */
export function freezeDeep<TValue>(value: TValue): TValue {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value
  Object.freeze(value)
  const members: readonly unknown[] =
    value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value)
  for (const member of members) freezeDeep(member)
  return value
}
