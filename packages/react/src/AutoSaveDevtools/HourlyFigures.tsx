import type { AutoSaveService } from '@autosave-kit/core'
import { useState } from 'react'
import { byteSize } from '../words/byteSize.ts'
import { BarChart } from './BarChart.tsx'
import { figureBars, figureRanges, type FigureBar, type FigureRange } from './figureBars.ts'
import { useHourlyRollups, type HourlyRollups } from './useHourlyRollups.ts'

/** What saving came to over the last hours and days, in all pages of this browser, session by session. */
export function HourlyFigures({ service }: { readonly service: AutoSaveService }) {
  const [range, setRange] = useState<FigureRange>(figureRanges[0])
  const read = useHourlyRollups(service)
  return (
    <>
      <nav className="autosave-panel-actions" aria-label="How far back">
        {figureRanges.map((own) => (
          <button
            key={own.name}
            type="button"
            className="autosave-action"
            aria-pressed={own.name === range.name}
            data-main={own.name === range.name || undefined}
            onClick={() => setRange(own)}
          >
            {own.name}
          </button>
        ))}
      </nav>
      {read === undefined ? <p>Reading…</p> : <SessionCharts {...read} range={range} />}
    </>
  )
}

function SessionCharts({ sessions, readAt, range }: HourlyRollups & { readonly range: FigureRange }) {
  const shown = sessions.filter(({ rollups }) => rollups.length > 0)
  if (shown.length === 0) return <p>Nothing has been counted yet. Figures are kept where there is IndexedDB.</p>
  return shown.map(({ id, rollups }) => (
    <section key={id} aria-label={id}>
      <h3>{id}</h3>
      <Charts bars={figureBars(rollups, range, readAt)} />
    </section>
  ))
}

function Charts({ bars }: { readonly bars: readonly FigureBar[] }) {
  const sum = (name: 'saves' | 'failedSaves' | 'bytesWritten'): number =>
    bars.reduce((total, bar) => total + bar[name], 0)
  const longest = Math.max(...bars.map(({ longestSaveTime }) => longestSaveTime))
  return (
    <>
      <BarChart
        caption={`Saves: ${sum('saves')}, ${sum('failedSaves')} failed`}
        bars={bars.map(({ from, saves, failedSaves }) => ({
          key: from,
          value: saves + failedSaves,
          part: failedSaves > 0 ? failedSaves : saves,
          isBad: failedSaves > 0,
          words: `${timeOf(from)}: ${saves} saves, ${failedSaves} failed`,
        }))}
      />
      <BarChart
        caption={`Until stored: dark the average, light the longest; at most ${longest.toFixed(1)} ms`}
        bars={bars.map(({ from, averageSaveTime, longestSaveTime }) => ({
          key: from,
          value: longestSaveTime,
          part: averageSaveTime,
          words: `${timeOf(from)}: ${averageSaveTime.toFixed(1)} ms on average, ${longestSaveTime.toFixed(1)} ms at most`,
        }))}
      />
      <BarChart
        caption={`Written: ${byteSize(sum('bytesWritten'), 'en')}`}
        bars={bars.map(({ from, bytesWritten }) => ({
          key: from,
          value: bytesWritten,
          part: bytesWritten,
          words: `${timeOf(from)}: ${byteSize(bytesWritten, 'en')}`,
        }))}
      />
    </>
  )
}

function timeOf(at: number): string {
  return new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}
