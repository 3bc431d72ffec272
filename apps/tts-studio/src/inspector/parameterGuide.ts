import { parameterLimits, parameterNotes, type ParameterLimits, type SpeechParameters } from '../speech/synthesizer.ts'

export interface ParameterGuide extends ParameterLimits {
  readonly key: 'exaggeration' | 'cfgWeight' | 'temperature' | 'speed'
  readonly name: string
  readonly note: string
  /** What the two ends of the range sound like. */
  readonly ends: readonly [string, string]
}

const guide = (key: ParameterGuide['key'], name: string, ends: readonly [string, string]): ParameterGuide => ({
  key,
  name,
  ends,
  note: parameterNotes[key],
  ...parameterLimits[key],
})

/** The sliders, in the order people reach for them. */
export const parameterGuides: readonly ParameterGuide[] = [
  guide('speed', 'Speed', ['Slower', 'Faster']),
  guide('exaggeration', 'Exaggeration', ['Flat', 'Lively']),
  guide('cfgWeight', 'CFG weight', ['Free', 'Strict']),
  guide('temperature', 'Temperature', ['Steady', 'Varied']),
]

export const seedGuide = { note: parameterNotes.seed, ...parameterLimits.seed }

/** A parameter's value as it is shown. */
export function formatParameter(key: keyof SpeechParameters, value: number): string {
  return key === 'speed' ? `${value.toFixed(2)}×` : value.toFixed(2)
}
