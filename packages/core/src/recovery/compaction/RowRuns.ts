/** From one number to another, both included. */
export type Run = readonly [from: number, through: number]

/** Rows of one revision: parts from one to another, both included. */
export type PartRun = readonly [revision: number, from: number, through: number]

/** Whether a number is in one of the runs. Runs are in rising order; they may be very long, and are never spelled out. */
export function isInRuns(runs: readonly Run[], number: number): boolean {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.[1] ?? 0) < number) low = middle + 1
    else high = middle
  }
  const run = runs[low]
  return run !== undefined && run[0] <= number
}
