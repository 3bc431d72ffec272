interface BarChartProps {
  /** What is counted, and the most there was. */
  readonly caption: string
  /** Oldest first. `part` is the share of `value` that is drawn dark; `isBad` in the colour of trouble. */
  readonly bars: readonly ChartBar[]
}

interface ChartBar {
  readonly key: number
  readonly value: number
  readonly part: number
  readonly isBad?: boolean
  /** Said when the pointer is over it. */
  readonly words: string
}

const WIDTH = 400
const HEIGHT = 48

/** Bars beside each other, the highest as high as the chart; where nothing was, a line of no height. */
export function BarChart({ caption, bars }: BarChartProps) {
  const most = Math.max(...bars.map(({ value }) => value))
  const step = WIDTH / bars.length
  const heightOf = (value: number): number => (value === 0 ? 0 : Math.max(1, (value / most) * HEIGHT))
  return (
    <figure className="autosave-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={caption}>
        {bars.map(({ key, value, part, isBad, words }, index) => (
          <g key={key} data-bad={isBad || undefined}>
            <title>{words}</title>
            {[value, part].map((height, layer) => (
              <rect
                key={layer === 0 ? 'whole' : 'part'}
                x={index * step}
                y={HEIGHT - heightOf(height)}
                width={step - 2}
                height={heightOf(height)}
                opacity={layer === 0 ? 0.35 : 1}
              />
            ))}
          </g>
        ))}
        <rect y={HEIGHT - 0.5} width={WIDTH} height="0.5" opacity="0.35" />
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
