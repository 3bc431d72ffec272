import type { SpeechParameters } from './SpeechRequest.ts'

export interface ParameterLimits {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** The ranges within which each value changes what is heard. */
export const parameterLimits: Readonly<Record<keyof SpeechParameters, ParameterLimits>> = {
  exaggeration: { min: 0, max: 2, step: 0.05 },
  cfgWeight: { min: 0, max: 1, step: 0.05 },
  temperature: { min: 0, max: 2, step: 0.05 },
  speed: { min: 0.5, max: 2, step: 0.05 },
  seed: { min: 0, max: 0xffff_ffff, step: 1 },
}

/** The voice as it is, with a little life: its own melody and tempo, takes that differ slightly. */
export const defaultParameters: Readonly<SpeechParameters> = {
  exaggeration: 0.5,
  cfgWeight: 0.5,
  temperature: 0.8,
  speed: 1,
  seed: 0,
}

/** One sentence per parameter on what it does to these voices, for the inspector. */
export const parameterNotes: Readonly<Record<keyof SpeechParameters, string>> = {
  exaggeration: 'How far the pitch rises and falls: 0 is flat, 0.5 is the voice’s own melody, 1 doubles it.',
  cfgWeight:
    'How closely the voice keeps to itself: at 1 every take is the same, at 0 it follows the temperature fully.',
  temperature: 'How much a take may differ in pitch, melody and tempo: 0 not at all, 2 clearly.',
  speed: 'How fast the voice speaks: 1 is its own tempo, 2 is twice as fast.',
  seed: 'Which take you hear: the same number always gives the same sound, 0 gives another one each time.',
}

/** The value nearest to the wanted one that has a meaning; what is not a number becomes the default. */
export function withinLimits(name: keyof SpeechParameters, value: number): number {
  if (Number.isNaN(value)) return defaultParameters[name]
  const { min, max } = parameterLimits[name]
  return Math.min(max, Math.max(min, value))
}
