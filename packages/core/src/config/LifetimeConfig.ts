/** How long sessions stay that nobody uses any more. An option of the service: what a single manager is given says nothing. @public */
export interface LifetimeConfig {
  /**
   * A session that was left in order, and in which nothing was saved for so long, in ms, is put into the trash, from where it can be brought back for
   * `retention.trashMs`. What a page has open stays, and so do copies, sides of a conflict, and what a person has named (`renameSession`). Work of a page that did not leave in
   * order is offered for as long again, from when it was found to be so old. An hour passes, or this time if it is less, between finding a session too old and doing it: a
   * clock that jumps takes nothing.
   * Choose the longest time after which somebody may come back to a form that was not sent. `Infinity`: nothing goes by itself; for apps whose
   * sessions are people's documents.
   *
   * @defaultValue 86400000 (24 hours)
   */
  readonly maxSessionAge: number
}

export const defaultLifetime: LifetimeConfig = { maxSessionAge: 24 * 60 * 60_000 }
