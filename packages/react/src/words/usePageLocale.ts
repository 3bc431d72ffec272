import { useSyncExternalStore } from 'react'
import { pageLocale } from './pageLocale.ts'

/** The language of the kit's own words. */
const SERVER_LOCALE = 'en'

/**
 * The language of times: the app's choice, else the page's. On a server and while a page hydrates it is English, since both have to
 * render the same words and neither knows the other's language.
 */
export function usePageLocale(chosen: string | undefined): string | undefined {
  const own = useSyncExternalStore(subscribeToNothing, pageLocale, serverLocale)
  return chosen ?? own
}

function subscribeToNothing(): () => void {
  return () => undefined
}

function serverLocale(): string {
  return SERVER_LOCALE
}
