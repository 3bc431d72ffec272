/**
 * What a tab tells the others on the same session: a hint to go and read, never the work itself.
 *
 * - `stored`: a commit of mine is in the log at `revision`, or may be.
 * - `opened`: I have the session open now; who has it too answers `here`.
 * - `left`: I have it open no longer.
 * - `yield`: I take the session over, in a moment; who writes it stores what is unsaved.
 * - `yielded`: that is done, or cannot be.
 * - `purged`: everything of the scope was deleted, for the time that `revision` says; of no session, and no tab.
 */
export interface TabMessage {
  readonly kind: 'stored' | 'opened' | 'here' | 'left' | 'yield' | 'yielded' | 'purged'
  readonly sessionId: string
  readonly tabId: string
  /** The newest that the tab knows of. */
  readonly revision: number
}

const KINDS: readonly unknown[] = [
  'stored',
  'opened',
  'here',
  'left',
  'yield',
  'yielded',
  'purged',
] satisfies readonly TabMessage['kind'][]

/** Other versions of the kit, and other scripts of the page's origin, may post here too. */
export function isTabMessage(value: unknown): value is TabMessage {
  if (typeof value !== 'object' || value === null) return false
  return (
    KINDS.includes(Reflect.get(value, 'kind')) &&
    typeof Reflect.get(value, 'sessionId') === 'string' &&
    typeof Reflect.get(value, 'tabId') === 'string' &&
    Number.isSafeInteger(Reflect.get(value, 'revision'))
  )
}
