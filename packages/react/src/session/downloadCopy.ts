import { downloadFile } from './downloadFile.ts'
import type { SaveSession } from './SaveSession.ts'

/** Gives the person what is on the screen as a file of their own, one for each session. */
export function downloadCopy(sessions: readonly SaveSession[]): void {
  for (const session of sessions) {
    const text = session.toJson()
    if (text === undefined) continue
    downloadFile(new File([text], `${fileName(session.id)}.json`, { type: 'application/json' }))
  }
}

/** "chapter 3 (2026-11-23 14.02)": in the person's own time, and with nothing in it that a file system refuses. */
function fileName(id: string): string {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  return `${id.replaceAll(/[^\p{L}\p{N} _-]+/gu, '-')} (${local.slice(0, 10)} ${local.slice(11, 16).replace(':', '.')})`
}
