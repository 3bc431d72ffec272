import { type SegmentRow, rowByteLength } from '../../records/SegmentRow.ts'
import { type Compacting, readRange } from './CompactionStep.ts'
import type { Run } from './RowRuns.ts'

const FIRST_STEP = 64
const LONGEST_STEP = 65_536
const FEW_BYTES = 131_072
const MANY_BYTES = 1_048_576

/** Reads revisions some at a time, fewer where they are heavy, and hands out each row with a pause behind it. */
export function* readInSteps(runs: readonly Run[], take: (row: SegmentRow) => void): Compacting<void> {
  let step = FIRST_STEP
  for (const [first, last] of runs) {
    for (let from = first; from <= last;) {
      const through = Math.min(last, from + step - 1)
      let byteLength = 0
      for (const row of yield* readRange({ from, through })) {
        take(row)
        byteLength += rowByteLength(row)
        yield { type: 'pause' }
      }
      if (byteLength < FEW_BYTES) step = Math.min(step * 2, LONGEST_STEP)
      else if (byteLength > MANY_BYTES) step = Math.max(1, step >> 1)
      from = through + 1
    }
  }
}

/** The runs between `first` and `last` that `without` leaves. */
export function runsWithout([first, last]: Run, without: readonly number[]): Run[] {
  const runs: Run[] = []
  let from = first
  for (const number of without.toSorted((a, b) => a - b)) {
    if (number < from || number > last) continue
    if (number > from) runs.push([from, number - 1])
    from = number + 1
  }
  if (from <= last) runs.push([from, last])
  return runs
}
