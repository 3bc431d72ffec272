import type { LeftMark } from '../environment/leftMarks.ts'
import type { SegmentHeader } from '../records/SegmentRow.ts'
import type { TabVerdict } from '../tabs/tabVerdict.ts'

/** How the tab that last wrote to a session ended. @public */
export type SessionEnding = 'left' | 'crashed' | 'alive' | 'unknown'

interface LookedUpMarks {
  readonly known: Iterable<LeftMark | undefined>
  /** As they are once the tab is gone: it says *left* before it gives its lock up, and may have done both since. */
  again?(): Promise<Iterable<LeftMark | undefined>>
}

/** Whether a tab lives, which saved something then, in ms since 1970. */
export type AskForTab = (tabId: string, savedAt: number) => Promise<TabVerdict | undefined>

/**
 * A tab that said *left* at the revision the session still has went in order. One that did not is asked for: `crashed`
 * only when it is certainly gone. A mark that is older than the head says nothing: the page came back and went on.
 */
export async function sessionEnding(
  head: SegmentHeader,
  marks: LookedUpMarks,
  verdictOf: AskForTab,
): Promise<SessionEnding> {
  for (const mark of marks.known) if (saysLeft(head, mark)) return 'left'
  const verdict = await verdictOf(head.writer, head.savedAt)
  if (verdict?.isAlive === true) return 'alive'
  for (const mark of (await marks.again?.()) ?? []) if (saysLeft(head, mark)) return 'left'
  return verdict?.certain === true ? 'crashed' : 'unknown'
}

/** Whether the mark says that who wrote this head has left it in order; nobody has to for a session without one. */
export function saysLeft(head: SegmentHeader | undefined, mark: LeftMark | undefined): boolean {
  return head === undefined || (mark?.tabId === head.writer && mark.revision >= head.revision)
}
