import type { ShownWord } from '../status/shownStatus.ts'

/** Drawn for the kit on a 16 px grid: 1.5 px strokes, round ends, 1 px of air around. */
const SHAPES: Readonly<Record<ShownWord, string>> = {
  // An open ring: ready, nothing in it yet.
  idle: 'M8 2.75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5',
  rest: 'M3.25 8.5l3.25 3.25l6.25-7',
  saved: 'M3.25 8.5l3.25 3.25l6.25-7',
  partial: 'M8 2.75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5M8 5.5v3M8 10.6v.1',
  // A drawer, and one that is not closed.
  backup: 'M2.75 9.25l2-5.5h6.5l2 5.5v4H2.75zM2.75 9.25h3l1 1.75h2.5l1-1.75h3',
  memory: 'M8 2.75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5M8 4.75V8l2.25 1.5',
  editing: 'M8 6.25a1.75 1.75 0 1 1 0 3.5a1.75 1.75 0 0 1 0-3.5',
  saving: 'M8 2.75a5.25 5.25 0 1 1-5.25 5.25',
  paused: 'M5.75 3.75v8.5M10.25 3.75v8.5',
  // A page, and an arrow that leads out of it.
  elsewhere: 'M9.5 2.75h3.75V6.5M13 3L8 8M6.75 3.75h-4v9.5h9.5v-4',
  // Two pages, one behind the other.
  conflict: 'M6.25 6.25h7v7h-7zM3.75 9.75h-1v-7h7v1',
  retrying: 'M13.25 8a5.25 5.25 0 1 1-1.6-3.8M13.25 2.25v2.5h-2.5',
  failed: 'M8 2.5l6 10.75H2zM8 6.5v3M8 11.4v.1',
}

export function StatusIcon({ word }: { readonly word: ShownWord }) {
  return (
    <svg className="autosave-icon" data-word={word} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SHAPES[word]} />
    </svg>
  )
}
