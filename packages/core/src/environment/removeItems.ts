/** What stands behind the name in the keys of a scope. */
const KINDS = ['row', 'session', 'note', 'quarantine', 'left', 'last', 'own']

/** Removes what a scope keeps in localStorage, and in this tab's sessionStorage; not the mark that says so. */
export function removeItems(name: string): void {
  const prefixes = KINDS.map((kind) => `${name}:${kind}:`)
  for (const open of [() => window.localStorage, () => window.sessionStorage]) {
    try {
      const storage = open()
      for (const key of Object.keys(storage))
        if (prefixes.some((prefix) => key.startsWith(prefix))) storage.removeItem(key)
    } catch {
      // Where access is refused, nothing was kept.
    }
  }
}
