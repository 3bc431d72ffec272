/** Path of the page's address, without what may hold a secret: query and fragment. Empty where there is no page. */
export function pagePath(): string {
  return typeof window === 'undefined' ? '' : window.location.pathname
}
