import type { MetricsRollup } from '@autosave-kit/core'

/** How far back to look, in bars of a length that still shows the shape of a day. */
export interface FigureRange {
  readonly name: string
  readonly barCount: number
  readonly hoursPerBar: number
}

export const figureRanges = [
  { name: '24 hours', barCount: 24, hoursPerBar: 1 },
  { name: '7 days', barCount: 28, hoursPerBar: 6 },
  { name: '30 days', barCount: 30, hoursPerBar: 24 },
] as const satisfies readonly FigureRange[]

/** What saving came to in the hours of one bar. */
export interface FigureBar {
  /** When its first hour begins. Ms since 1970. */
  readonly from: number
  readonly saves: number
  readonly failedSaves: number
  readonly bytesWritten: number
  /** Of one save, in ms; 0 where there was none. */
  readonly averageSaveTime: number
  /** In ms. */
  readonly longestSaveTime: number
}

const HOUR_MS = 60 * 60_000

/** The bars of a range, oldest first, the last one with the hour of `now` in it; hours in which nothing was saved are there, empty. */
export function figureBars(rollups: readonly MetricsRollup[], range: FigureRange, now: number): readonly FigureBar[] {
  const { barCount, hoursPerBar } = range
  const endHour = Math.floor(now / HOUR_MS) + 1
  return Array.from({ length: barCount }, (_, index) => {
    const firstHour = endHour - (barCount - index) * hoursPerBar
    const own = rollups.filter(({ hour }) => hour >= firstHour && hour < firstHour + hoursPerBar)
    return barOf(firstHour, own)
  })
}

function barOf(firstHour: number, rollups: readonly MetricsRollup[]): FigureBar {
  const sum = (name: 'saves' | 'failedSaves' | 'bytesWritten' | 'saveTime'): number =>
    rollups.reduce((total, rollup) => total + rollup[name], 0)
  const saves = sum('saves')
  return {
    from: firstHour * HOUR_MS,
    saves,
    failedSaves: sum('failedSaves'),
    bytesWritten: sum('bytesWritten'),
    averageSaveTime: saves === 0 ? 0 : sum('saveTime') / saves,
    longestSaveTime: Math.max(0, ...rollups.map(({ longestSaveTime }) => longestSaveTime)),
  }
}
