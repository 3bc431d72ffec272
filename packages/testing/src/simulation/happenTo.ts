import type { SimulatedPage } from './SimulatedPage.ts'

/** What comes over a page without anybody touching its app, and how often. */
export const PAGE_EVENTS = { hide: 1, shown: 1, freeze: 1.5, thaw: 2, cache: 1, back: 2, crash: 0.6, leave: 0.6 }

type PageEvent = keyof typeof PAGE_EVENTS

export function isPageEvent(name: string): name is PageEvent {
  return name in PAGE_EVENTS
}

/** What cannot happen to a page as it is does not. */
export function happenTo(page: SimulatedPage, what: PageEvent): void {
  if (what === 'crash') page.crash()
  else if (what === 'back' && page.isCached) page.returnFromCache()
  else if (what === 'thaw' && page.isFrozen && !page.isCached) page.thaw()
  else if (page.isFrozen || page.isCached) return
  else if (what === 'hide') page.hide()
  else if (what === 'shown') page.tell('shown')
  else if (what === 'freeze') page.freeze()
  else if (what === 'cache') page.enterCache()
  else if (what === 'leave') {
    page.beforeUnload()
    page.leave()
  }
}
