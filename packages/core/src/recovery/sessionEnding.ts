import type { LeftMark } from '../environment/leftMarks.ts'
import type { SegmentHeader } from '../records/SegmentRow.ts'
import type { TabVerdict } from '../tabs/tabVerdict.ts'

/** How the tab that last wrote to a session ended. @public */
export type SessionEnding = 'left' | 'crashed' | 'alive' | 'unknown'

/**
 * A tab that said *left* at the revision the session still has went in order. One that did not is asked for: `crashed`
 * only when it is certainly gone. A mark that is older than the head says nothing: the page came back and went on.
 */
export async function sessionEnding(
  head: SegmentHeader,
  marks: Iterable<LeftMark | undefined>,
  verdictOf: (tabId: string) => Promise<TabVerdict | undefined>,
): Promise<SessionEnding> {
  for (const mark of marks) if (saysLeft(head, mark)) return 'left'
  const verdict = await verdictOf(head.writer)
  if (verdict === undefined) return 'unknown'
  if (verdict.isAlive) return 'alive'
  return verdict.certain ? 'crashed' : 'unknown'
}

/** Whether the mark says that who wrote this head has left it in order; nobody has to for a session without one. */
export function saysLeft(head: SegmentHeader | undefined, mark: LeftMark | undefined): boolean {
  return head === undefined || (mark?.tabId === head.writer && mark.revision >= head.revision)
}
