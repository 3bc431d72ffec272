import type { SaveCost, TimelineEntry } from './Timeline.ts'

interface SaveChartProps {
  readonly entries: readonly TimelineEntry[]
}

const WIDTH = 400
const HEIGHT = 48
const MOST = 50
/** The default of `performanceTarget`: a bar of this height is a slow save. In ms. */
const TALLEST_MS = 50

/** The newest saves, oldest first: how long each took until it was durable, and the part of it that the page felt. */
export function SaveChart({ entries }: SaveChartProps) {
  const costs = entries.flatMap(({ key, cost }) => (cost ? [{ key, ...cost }] : []))
  const shown = costs.slice(0, MOST).toReversed()
  if (shown.length === 0) return null
  const slowest = Math.max(...shown.map(({ saveTime }) => saveTime))
  const scale = HEIGHT / Math.max(1, Math.min(TALLEST_MS, slowest))
  return (
    <figure className="autosave-chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`The newest ${shown.length} saves, the slowest ${slowest.toFixed(1)} ms`}
      >
        {shown.map(({ key, ...cost }, index) => (
          <Bars key={key} cost={cost} x={(index * WIDTH) / MOST} scale={scale} />
        ))}
      </svg>
      <figcaption>Time of each save, dark what the page felt; the slowest {slowest.toFixed(1)} ms</figcaption>
    </figure>
  )
}

interface BarsProps {
  readonly cost: SaveCost
  readonly x: number
  readonly scale: number
}

function Bars({ cost: { saveTime, mainThreadTime }, x, scale }: BarsProps) {
  const width = WIDTH / MOST - 2
  const heightOf = (ms: number): number => Math.min(HEIGHT, Math.max(1, ms * scale))
  return (
    <>
      <rect x={x} y={HEIGHT - heightOf(saveTime)} width={width} height={heightOf(saveTime)} opacity="0.35" />
      <rect x={x} y={HEIGHT - heightOf(mainThreadTime)} width={width} height={heightOf(mainThreadTime)} />
    </>
  )
}
