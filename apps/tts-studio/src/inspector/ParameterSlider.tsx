import { type CSSProperties, useId } from 'react'
import './ParameterSlider.css'
import { formatParameter, type ParameterGuide } from './parameterGuide.ts'

interface ParameterSliderProps {
  readonly guide: ParameterGuide
  readonly value: number
  readonly onChange: (value: number) => void
}

export function ParameterSlider({ guide, value, onChange }: ParameterSliderProps) {
  const id = useId()
  const filled = (value - guide.min) / (guide.max - guide.min)
  return (
    <div className="parameter">
      <div className="parameter-head">
        <label htmlFor={id}>{guide.name}</label>
        <output htmlFor={id}>{formatParameter(guide.key, value)}</output>
      </div>
      <input
        id={id}
        className="slider"
        type="range"
        min={guide.min}
        max={guide.max}
        step={guide.step}
        value={value}
        aria-describedby={`${id}-note`}
        style={{ '--filled': `${filled * 100}%` } as CSSProperties}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <div className="parameter-ends" aria-hidden="true">
        <span>{guide.ends[0]}</span>
        <span>{guide.ends[1]}</span>
      </div>
      <p className="note" id={`${id}-note`}>
        {guide.note}
      </p>
    </div>
  )
}
