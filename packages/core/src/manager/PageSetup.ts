/** What is chosen once for a whole page, when its service is made. @public */
export interface PageSetup {
  /**
   * Whose work it is: the id of the person who is signed in, for one. Each scope has a database of its own (`autosave-kit:<scope>`), and keys, files, locks
   * and a channel of its own; pages of different scopes know nothing of each other. 1 to 200 letters. Without one there is one scope for
   * the whole site. It is no secret, and no lock: whoever can open the site can open each of its scopes.
   */
  readonly scope?: string
  /**
   * The second copy, in files of the origin's own (OPFS), from which work comes back that the browser has lost with its whole
   * database. On by default. `false`: none is kept, and none is read. A page whose CSP has no `worker-src blob:` gives the
   * worker itself: `{ worker: () => new Worker(new URL('@autosave-kit/core/lifeboat-worker', import.meta.url), { type: 'module' }) }`.
   */
  readonly lifeboat?: false | { readonly worker: () => Worker }
}
