/** A DOM event on the page's window, for whoever has no hold of the service: other scripts, tests, analytics. */
export function dispatchPageEvent(name: string, detail: object): void {
  if (typeof window !== 'undefined') window.dispatchEvent(new CustomEvent(name, { detail }))
}
