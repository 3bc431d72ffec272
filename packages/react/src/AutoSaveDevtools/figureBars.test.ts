import type { MetricsRollup } from '@autosave-kit/core'
import { expect, test } from 'vitest'
import { figureBars, figureRanges } from './figureBars.ts'

const HOUR_MS = 60 * 60_000
const HOUR = 495_000
const now = HOUR * HOUR_MS + 20 * 60_000

function rollup(hour: number, parts: Partial<MetricsRollup>): MetricsRollup {
  const none = { saves: 0, failedSaves: 0, slowSaves: 0, savesAvoided: 0, bytesWritten: 0, rowsWritten: 0 }
  return { sessionId: 'a', hour, ...none, saveTime: 0, mainThreadTime: 0, longestSaveTime: 0, saveTimes: [], ...parts }
}

test('the last bar holds this hour, and hours without a save are bars too', () => {
  const bars = figureBars(
    [rollup(HOUR, { saves: 4, saveTime: 20 }), rollup(HOUR - 2, { saves: 1 })],
    figureRanges[0],
    now,
  )
  expect(bars).toHaveLength(24)
  expect(bars.slice(-3).map(({ saves }) => saves)).toEqual([1, 0, 4])
  expect(bars.at(-1)).toMatchObject({ from: HOUR * HOUR_MS, averageSaveTime: 5 })
  expect(bars.at(-2)).toMatchObject({ averageSaveTime: 0, longestSaveTime: 0 })
})

test('hours of one bar add up, and the longest of them is the longest', () => {
  const rollups = [
    rollup(HOUR, { saves: 4, saveTime: 20, failedSaves: 1, bytesWritten: 100, longestSaveTime: 9 }),
    rollup(HOUR - 5, { saves: 6, saveTime: 80, bytesWritten: 50, longestSaveTime: 30 }),
    rollup(HOUR - 6, { saves: 9 }),
  ]
  const bars = figureBars(rollups, figureRanges[1], now)
  expect(bars.at(-1)).toEqual({
    from: (HOUR - 5) * HOUR_MS,
    saves: 10,
    failedSaves: 1,
    bytesWritten: 150,
    averageSaveTime: 10,
    longestSaveTime: 30,
  })
  expect(bars.at(-2)?.saves).toBe(9)
})

test('what is older than the range, or of an hour to come, is in no bar', () => {
  const bars = figureBars([rollup(HOUR - 24, { saves: 1 }), rollup(HOUR + 1, { saves: 1 })], figureRanges[0], now)
  expect(bars.every(({ saves }) => saves === 0)).toBe(true)
})
