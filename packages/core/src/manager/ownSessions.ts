import type { SessionRow } from '../storage/SegmentStorage.ts'
import type { Surroundings } from './SessionContext.ts'

/** Where a tab remembers which session is its own. */
export const ownSessionKey = (asked: string): string => `own:${asked}`

/**
 * The sessions that may be this tab's own, with `tabs: 'separate'`, best first: the first that no other tab has is taken.
 *
 * A tab that is reloaded remembers its own. A duplicated one remembers the other's, which is taken, and gets a new one. A new tab
 * goes on with what was left behind, newest first: work of a closed browser is there again when the page is opened. Only
 * when every session is open elsewhere, or there is none, does it begin one.
 */
export async function* ownSessions(asked: string, surroundings: Surroundings): AsyncGenerator<string> {
  const { tabMemory, storage, presence } = surroundings
  const remembered = tabMemory?.get(ownSessionKey(asked))
  if (remembered !== undefined) yield remembered
  else {
    const rows = await storage.listSessions()
    const left = rows.filter((row) => isOf(asked, row)).toSorted((a, b) => b.updatedAt - a.updatedAt)
    for (const { id } of left) yield id
    if (!left.some(({ id }) => id === asked)) yield asked
  }
  // Short, for people see it in file names; 41 bits are enough among the tabs of one browser.
  yield `${asked}~${presence.tabId.slice(0, 8)}`
}

function isOf(asked: string, { id, separateOf, fork }: SessionRow): boolean {
  return (id === asked || separateOf === asked) && fork?.isDropped !== true
}
