import type { SegmentRow } from '@autosave-kit/core'
import { SESSION_ID } from './Book.ts'
import { isLastMoment } from './isLastMoment.ts'
import { LawBroken } from './LawBroken.ts'
import { marksIn } from './marksIn.ts'
import type { Medium } from './Medium.ts'
import { readStored } from './readStored.ts'
import type { TabWork } from './TabWork.ts'

interface WorldAtRest {
  readonly medium: Medium
  readonly oracle: { readonly isDamaged: boolean }
  readonly work: TabWork
}

/**
 * Last moments that another tab was ahead of: whoever opened the session afterwards has put their edits together with the
 * rest, or into a session of its own. Only what such a commit alone has brought is looked for.
 *
 * @param shown - what the last page shows.
 */
export async function checkPassedOver({ medium, oracle, work }: WorldAtRest, shown: unknown): Promise<void> {
  if (oracle.isDamaged) return
  const strays = medium.quarantined(SESSION_ID).filter(({ reason }) => reason === 'stray')
  const rows = medium.rows(SESSION_ID)
  // Whoever went on afterwards had its work in hand, and may have changed it since.
  const isLast = ({ writer, revision }: SegmentRow): boolean =>
    !rows.some((row) => row.writer === writer && row.revision > revision)
  const last = [...strays.map(({ row }) => row), ...rows.filter(isLastMoment)].filter(isLast)
  const brought = new Set(
    last.flatMap((row) => [...marksIn(textOf(row))].filter((mark) => work.hadInTheEnd(row.writer, mark))),
  )
  const forks = medium.sessions.filter(({ fork }) => fork?.of === SESSION_ID)
  const kept = await Promise.all(forks.map(({ id }) => readStored(medium, id)))
  const found = marksIn([shown, kept.map(({ state }) => state)])
  const missing = [...brought].filter((mark) => !found.has(mark) && !work.wasStored(mark))
  if (missing.length > 0) throw new LawBroken(3, `edits of a last moment are found by nobody: ${missing.join()}`)
}

function textOf({ payload }: SegmentRow): string {
  return typeof payload === 'string' ? payload : new TextDecoder().decode(payload)
}
