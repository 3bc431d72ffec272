/** Runs in a page of the studio: how many last words the kit keeps beside its database. */
export function countLastWords(): number {
  return Object.keys(localStorage).filter((key) => key.startsWith('autosave-kit:last:')).length
}
