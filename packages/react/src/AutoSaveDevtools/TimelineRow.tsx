import { byteSize } from '../words/byteSize.ts'
import type { SaveCost, TimelineEntry } from './Timeline.ts'

/** One event of a session, for a developer: what, why, where, how much, at what cost. */
export function TimelineRow({ at, event, cost }: Omit<TimelineEntry, 'key'>) {
  return (
    <li data-type={event.type}>
      <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleTimeString('en-GB')}</time>
      <b>{event.type}</b>
      <span>{event.sessionId}</span>
      <span>{detailOf(event)}</span>
      {cost && <span>{costWords(cost)}</span>}
    </li>
  )
}

function costWords({ saveTime, mainThreadTime, rowCount }: SaveCost): string {
  const rows = rowCount === 1 ? '1 row' : `${rowCount} rows`
  return `${rows}, ${saveTime.toFixed(1)} ms, page ${mainThreadTime.toFixed(1)} ms`
}

function detailOf(event: TimelineEntry['event']): string {
  switch (event.type) {
    case 'saved': {
      const size = event.byteLength === undefined ? 'no change' : byteSize(event.byteLength, 'en')
      return `revision ${event.revision}, ${event.reason}, ${size}, ${event.durability}`
    }
    case 'error':
      return event.retryAt === undefined ? event.code : `${event.code}, tried again`
    case 'slow':
      return `${event.saveTime.toFixed(1)} ms, page ${event.mainThreadTime.toFixed(1)} ms, target ${event.target} ms`
    case 'conflict':
      return 'a person has to choose'
    case 'recoverable':
      return 'a tab is gone without having left'
    case 'access':
      return event.access === 'writer' ? 'this tab writes' : 'another tab writes'
    case 'heartbeat-failed':
      return `${event.failureCount} signs of life could not be stored`
    default:
      return ''
  }
}
