/** How a page is left. */
export type LeavingWay = 'close' | 'close-unasked' | 'cross-site' | 'same-site' | 'reload' | 'quit'

interface WayWords {
  /** The beginning of a sentence. */
  readonly title: string
  /** What `pnpm test:leave --way` calls it. */
  readonly group: 'close' | 'navigate' | 'reload' | 'quit'
}

export const wayWords: Readonly<Record<LeavingWay, WayWords>> = {
  close: { title: 'closing the tab', group: 'close' },
  'close-unasked': { title: 'a tab that is closed without being asked', group: 'close' },
  'cross-site': { title: 'going to another site', group: 'navigate' },
  'same-site': { title: 'going to another page of the same site', group: 'navigate' },
  reload: { title: 'a reload', group: 'reload' },
  quit: { title: 'quitting the browser', group: 'quit' },
}
