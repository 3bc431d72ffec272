import fc from 'fast-check'
import { anyEdit, edit } from '../../records/anyState.fixture.ts'

/** A state with every kind of container, in which every leaf is unlike all others. */
const anyBase = fc
  .record({
    chapters: fc.nat(6),
    lines: fc.nat(5),
    notes: fc.nat(4),
    marks: fc.nat(4),
    tags: fc.nat(4),
    deep: fc.nat(3),
  })
  .map(({ chapters, lines, notes, marks, tags, deep }) => ({
    title: 'base title',
    chapters: some(chapters, (id) => ({
      id,
      text: `base text ${id}`,
      scenes: some(deep, (at) => ({ text: `base scene ${id}.${at}` })),
    })),
    lines: some(lines, (at) => `base line ${at}`),
    notes: Object.fromEntries(some(notes, (at) => [`key ${at}`, { body: `base note ${at}`, seen: false }])),
    marks: new Map(some(marks, (at) => [`mark ${at}`, { at }])),
    tags: new Set(some(tags, (at) => `base tag ${at}`)),
  }))

function some<TItem>(count: number, make: (index: number) => TItem): TItem[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

const anySteps = fc.array(fc.record({ step: anyEdit, isObject: fc.boolean() }), { maxLength: 6 })

interface Editing {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** One state, and what two tabs made of it. What each writes carries a mark of its own that nothing else does. */
export const anyEditing: fc.Arbitrary<Editing> = fc
  .record({ base: anyBase, mine: anySteps, theirs: anySteps })
  .map(({ base, mine, theirs }) => {
    const walk = (side: string, steps: typeof mine): unknown =>
      steps.reduce<unknown>((state, { step, isObject }, index) => {
        const mark = `<${side} ${index}>`
        const value = isObject ? { id: `${side} ${index}`, mark } : mark
        // A whole state in place of the old one leaves nothing to merge.
        const path = step.path.length === 0 ? [1, 1] : step.path
        return edit(state, { ...step, path, value })
      }, base)
    return { base, mine: walk('mine', mine), theirs: walk('theirs', theirs) }
  })

/** The marks to be found anywhere in a value. */
export function marksIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') for (const [mark] of value.matchAll(/<\w+ \d+>/g)) found.add(mark)
  else if (value instanceof Map || value instanceof Set) for (const item of value) marksIn(item, found)
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) marksIn(item, found)
  return found
}
