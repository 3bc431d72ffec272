/** Line drawings on a 24 unit square, 1.5 units thick. */
const drawings = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  previous: 'M6 5.5v13M18 6v12l-8.5-6z',
  next: 'M18 5.5v13M6 6v12l8.5-6z',
  speak: 'M4 10v4M8 7v10M12 4v16M16 8v8M20 10.5v3',
  outline: 'M4 6h16M4 12h10M4 18h13',
  sliders: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  edit: 'M14.5 5.5l4 4L8.5 19.5H4.5v-4z',
  split: 'M4 12h3M10.5 12h3M17 12h3M12 3.5v4M9.8 5.4L12 7.5l2.2-2.1M12 20.5v-4M9.8 18.6l2.2-2.1 2.2 2.1',
  merge: 'M4 5h16M4 19h16M12 8v8M9.5 13.5L12 16l2.5-2.5',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v6M13.5 10.5v6',
  download: 'M12 4v11M7.5 10.5L12 15l4.5-4.5M4.5 19.5h15',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  screen: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  about: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.8v.2',
  keyboard: 'M3 6.5h18v11H3zM6.5 10h.2M10 10h.2M13.8 10h.2M17.3 10h.2M7.5 14h9',
  close: 'M6 6l12 12M18 6L6 18',
  file: 'M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4M9.5 12h5M9.5 15.5h5',
  paste: 'M8 5H5.5v15.5h13V5H16M9 3.5h6v3.5H9zM9 12h6M9 15.5h4',
  book: 'M12 6.5C10 5 7 4.5 3.5 4.8v13.4c3.5-.3 6.5.2 8.5 1.8 2-1.6 5-2.1 8.5-1.8V4.8C17 4.5 14 5 12 6.5zM12 6.5V20',
  done: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 4l8.8 15.5H3.2zM12 10v4.5M12 17v.2',
  stale: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15',
  open: 'M3.5 18.5V6h6l2 2.5h9v10z',
  projects: 'M7.5 3.5h9M5.5 6.5h13M3.5 9.5h17v11h-17zM9 13.5h6',
  stop: 'M6.5 6.5h11v11h-11z',
  versions: 'M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4.5 9M4.5 4.5V9H9M12 8v4l2.8 1.8',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7v5l3.5 2',
} as const

export type IconName = keyof typeof drawings

const solid: ReadonlySet<IconName> = new Set(['play', 'previous', 'next'])

/** A drawing beside words or in a named control; it says nothing of its own to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" data-solid={solid.has(name) || undefined}>
      <path d={drawings[name]} />
    </svg>
  )
}
