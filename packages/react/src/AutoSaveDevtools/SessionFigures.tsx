import type { AutoSaveMetrics, SaveSnapshot } from '@autosave-kit/core'
import { byteSize } from '../words/byteSize.ts'

interface SessionFiguresProps {
  readonly snapshot: SaveSnapshot
  readonly metrics: AutoSaveMetrics | undefined
}

/** What is true of one session, and what saving it has cost in this page. */
export function SessionFigures({ snapshot, metrics }: SessionFiguresProps) {
  const { storage, status, revision, durability, pauseReasons } = snapshot
  const problems = storage.problems.map(({ code, place }) => `${code} (${place})`)
  const lifeboat = typeof storage.lifeboat === 'string' ? storage.lifeboat : storage.lifeboat.code
  const facts: readonly (readonly [string, string])[] = [
    ['status', [status, ...pauseReasons].join(', ')],
    ['revision', `${revision}, on ${durability}`],
    ['storage', [`writes to ${storage.place}`, `second copy ${lifeboat}`, ...problems].join('; ')],
    ...(metrics ? figuresOf(metrics) : []),
  ]
  return (
    <section aria-label={snapshot.sessionId}>
      <h3>{snapshot.sessionId}</h3>
      <dl className="autosave-panel-facts">
        {facts.map(([name, value]) => (
          <div key={name} className="autosave-panel-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function figuresOf(metrics: AutoSaveMetrics): readonly (readonly [string, string])[] {
  const { totalSaves, failedSaves, saveTime, mainThreadTime, rowsWritten, bytesWritten, payloadReduction } = metrics
  return [
    ['saves', `${totalSaves}, ${failedSaves} failed, ${metrics.savesAvoided} avoided`],
    ['until stored', `p50 ${saveTime.p50.toFixed(1)} ms, p95 ${saveTime.p95.toFixed(1)} ms`],
    ['page felt', `p50 ${mainThreadTime.p50.toFixed(1)} ms, p95 ${mainThreadTime.p95.toFixed(1)} ms`],
    ['written', `${rowsWritten} rows, ${byteSize(bytesWritten, 'en')}, ${Math.round(payloadReduction * 100)}% spared`],
  ]
}
