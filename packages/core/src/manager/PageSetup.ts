/** What is chosen once for a whole page, when its service is made. @public */
export interface PageSetup {
  /**
   * The second copy, in files of the origin's own (OPFS), from which work comes back that the browser has lost with its whole
   * database. On by default. `false`: none is kept, and none is read. A page whose CSP has no `worker-src blob:` gives the
   * worker itself: `{ worker: () => new Worker(new URL('@autosave-kit/core/lifeboat-worker', import.meta.url), { type: 'module' }) }`.
   */
  readonly lifeboat?: false | { readonly worker: () => Worker }
}
