import type { SaveSession } from './SaveSession.ts'

/** Long enough for every browser to have begun the download. */
const FORGET_AFTER_MS = 60_000

/** Gives the person what is on the screen as a file of their own, one for each session. */
export function downloadCopy(sessions: readonly SaveSession[]): void {
  for (const session of sessions) {
    const text = session.toJson()
    if (text !== undefined) download(`${fileName(session.id)}.json`, text)
  }
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), FORGET_AFTER_MS)
}

/** "chapter 3 (2026-11-23 14.02)": in the person's own time, and with nothing in it that a file system refuses. */
function fileName(id: string): string {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  return `${id.replaceAll(/[^\p{L}\p{N} _-]+/gu, '-')} (${local.slice(0, 10)} ${local.slice(11, 16).replace(':', '.')})`
}
