import { useId } from 'react'
import './SeedField.css'
import { seedGuide } from './parameterGuide.ts'

interface SeedFieldProps {
  readonly seed: number
  readonly onChange: (seed: number) => void
}

/** Another take each time, or the one a number stands for. */
export function SeedField({ seed, onChange }: SeedFieldProps) {
  const id = useId()
  return (
    <fieldset className="seed">
      <legend>Seed</legend>
      <div className="seed-choices">
        <label className="choice">
          <input type="radio" name={`${id}-kind`} checked={seed === 0} onChange={() => onChange(0)} />
          Random
        </label>
        <label className="choice">
          <input type="radio" name={`${id}-kind`} checked={seed !== 0} onChange={() => onChange(seed || 1)} />
          Fixed
        </label>
        <input
          className="field seed-number"
          type="number"
          aria-label="Seed number"
          min={0}
          max={seedGuide.max}
          step={1}
          value={seed === 0 ? '' : seed}
          placeholder="–"
          onChange={(event) => onChange(toSeed(event.target.value))}
        />
      </div>
      <p className="note">{seedGuide.note}</p>
    </fieldset>
  )
}

/** Whole numbers within the limits; what is none becomes 0, another take each time. */
function toSeed(text: string): number {
  const number = Math.trunc(Number(text))
  return Number.isFinite(number) ? Math.min(seedGuide.max, Math.max(0, number)) : 0
}
