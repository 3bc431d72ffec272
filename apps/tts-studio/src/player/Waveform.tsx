import { useMemo } from 'react'
import './Waveform.css'
import type { Speech } from '../project/Project.ts'
import { formatTime } from '../studio/formatTime.ts'
import { decodeBase64 } from './decodeBase64.ts'
import { decodeWav } from './decodeWav.ts'
import { findPeaks } from './findPeaks.ts'
import { seek } from './playerStore.ts'

const BAR_COUNT = 160
const HEIGHT = 32

interface WaveformProps {
  readonly speech: Speech
  readonly positionMs: number
}

/** The sound itself, drawn from its samples, with a slider over it to go to any moment. */
export function Waveform({ speech, positionMs }: WaveformProps) {
  const path = useMemo(() => drawPath(speech), [speech])
  const share = Math.min(1, positionMs / speech.durationMs)
  return (
    <div className="waveform">
      <svg viewBox={`0 0 ${BAR_COUNT * 3} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} className="waveform-rest" />
        <path d={path} className="waveform-heard" style={{ clipPath: `inset(0 ${100 - share * 100}% 0 0)` }} />
      </svg>
      <input
        type="range"
        className="waveform-position"
        aria-label="Position"
        aria-valuetext={`${formatTime(positionMs)} of ${formatTime(speech.durationMs)}`}
        min={0}
        max={speech.durationMs}
        step={100}
        value={Math.min(positionMs, speech.durationMs)}
        onChange={(event) => seek(event.target.valueAsNumber)}
      />
    </div>
  )
}

function drawPath(speech: Speech): string {
  return readPeaks(speech)
    .map((peak, index) => {
      const half = Math.max(0.75, (peak * HEIGHT) / 2 - 1)
      return `M${index * 3 + 1.5} ${(HEIGHT / 2 - half).toFixed(1)}V${(HEIGHT / 2 + half).toFixed(1)}`
    })
    .join('')
}

/** A sound whose samples cannot be read (a format this drawing does not know) may still play: it gets a flat line. */
function readPeaks(speech: Speech): number[] {
  try {
    return findPeaks(decodeWav(decodeBase64(speech.audio)).values, BAR_COUNT)
  } catch {
    return Array.from({ length: BAR_COUNT }, () => 0)
  }
}
