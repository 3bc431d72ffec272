/**
 * What saving a session came to in one hour, in all pages together.
 *
 * @public
 */
export interface MetricsRollup {
  readonly sessionId: string
  /** Hours since 1970. */
  readonly hour: number
  readonly saves: number
  readonly failedSaves: number
  readonly slowSaves: number
  readonly savesAvoided: number
  readonly bytesWritten: number
  readonly rowsWritten: number
  /** Sum, in ms. */
  readonly saveTime: number
  /** Sum, in ms. */
  readonly mainThreadTime: number
  /** Ms. */
  readonly longestSaveTime: number
  /** Saves by how long they took: up to 1, 2, 5, 10, 20, 50, 100, 200, 500 and 1,000 ms, and longer. */
  readonly saveTimes: readonly number[]
}

const BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]

/** Figures that add up; the rest of a rollup is where and how long. */
const SUMS = [
  'saves',
  'failedSaves',
  'slowSaves',
  'savesAvoided',
  'bytesWritten',
  'rowsWritten',
  'saveTime',
  'mainThreadTime',
] as const

const HOUR_MS = 60 * 60_000

export function hourOf(now: number): number {
  return Math.floor(now / HOUR_MS)
}

export function emptyRollup(sessionId: string, hour: number): MetricsRollup {
  const sums = { saves: 0, failedSaves: 0, slowSaves: 0, savesAvoided: 0, bytesWritten: 0, rowsWritten: 0 }
  const times = { saveTime: 0, mainThreadTime: 0, longestSaveTime: 0, saveTimes: Array.from([...BUCKETS, 0], () => 0) }
  return { sessionId, hour, ...sums, ...times }
}

/** Of the same session and hour. */
export function joinRollups(one: MetricsRollup, other: MetricsRollup): MetricsRollup {
  const sums = Object.fromEntries(SUMS.map((name) => [name, one[name] + other[name]]))
  const saveTimes = one.saveTimes.map((count, index) => count + (other.saveTimes[index] ?? 0))
  const longestSaveTime = Math.max(one.longestSaveTime, other.longestSaveTime)
  return { ...one, ...sums, longestSaveTime, saveTimes }
}

/** The place of a duration in `saveTimes`. */
export function bucketOf(ms: number): number {
  const index = BUCKETS.findIndex((bound) => ms <= bound)
  return index === -1 ? BUCKETS.length : index
}
