import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { SessionContent } from './CopyEntry.ts'
import type { LifeboatLog, LogEntry } from './LifeboatLog.ts'

/** What several tabs' files say together of a session. What one of them says is gone, is gone; unless it came again, as another row. */
export function mergeLogs(logs: readonly LifeboatLog[], sessionId: string): SessionContent {
  const found = new Map<string, { readonly log: LifeboatLog; readonly entry: LogEntry }>()
  for (const log of logs) {
    for (const entry of log.rows) {
      const key = `${entry.revision}/${entry.part}`
      const isGone = logs.some((other) => other !== log && saysGone(other, entry))
      if (!isGone && found.get(key)?.entry.form !== 'emptied') found.set(key, { log, entry })
    }
  }
  const rows: SegmentRow[] = []
  for (const { log, entry } of found.values()) {
    const row = log.readRow(entry)
    if (row?.sessionId === sessionId) rows.push(row)
  }
  const cards = logs.map((log) => log.readCard()).filter((card) => card?.id === sessionId)
  return {
    rows: rows.toSorted((a, b) => a.revision - b.revision || a.part - b.part),
    card: cards.toSorted((a, b) => (b?.updatedAt ?? 0) - (a?.updatedAt ?? 0))[0],
  }
}

function saysGone(log: LifeboatLog, entry: LogEntry): boolean {
  const said = log.entry(entry)
  return said?.form === 'gone' && (said.checksum === -1 || said.checksum === entry.checksum)
}
