import type { SpeechParameters } from './SpeechRequest.ts'
import { withinLimits } from './speechParameters.ts'
import { freshSeed, takeVariation } from './takeVariation.ts'
import { type VoiceId, voiceProfiles } from './voices.ts'

/** What flite is told; the names of its features are in `fliteArguments`. */
export interface FliteSettings {
  readonly voice: VoiceId
  /** Length of every sound, as a factor. */
  readonly durationStretch: number
  /** Mean pitch, as a factor of the voice's own. */
  readonly pitchShift: number
  /** Standard deviation of the pitch, in hertz. */
  readonly pitchSpreadHz: number
}

/** The lean of a take at temperature 1 with nothing holding it back: audible, still the same speaker. */
const fullVariation = { pitchSemitones: 1.5, tempo: 0.08, melody: 0.25 }

const ownMelody = 0.5

/**
 * Translates the studio's parameters into flite's features. Pure but for seed 0, which asks `newSeed` for a take.
 */
export function fliteSettings(
  voice: VoiceId,
  parameters: SpeechParameters,
  newSeed: () => number = freshSeed,
): FliteSettings {
  const profile = voiceProfiles[voice]
  const seed = Math.trunc(withinLimits('seed', parameters.seed))
  const take = takeVariation(seed === 0 ? newSeed() : seed)
  const freedom =
    withinLimits('temperature', parameters.temperature) * (1 - withinLimits('cfgWeight', parameters.cfgWeight))
  const tempo = 1 + fullVariation.tempo * freedom * take.tempo
  const melody = 1 + fullVariation.melody * freedom * take.melody
  return {
    voice,
    durationStretch: (profile.durationStretch * tempo) / withinLimits('speed', parameters.speed),
    pitchShift: 2 ** ((fullVariation.pitchSemitones * freedom * take.pitch) / 12),
    pitchSpreadHz: profile.pitchSpreadHz * (withinLimits('exaggeration', parameters.exaggeration) / ownMelody) * melody,
  }
}

/** The command line, up to the input and output files. Four decimals are far below what can be heard and keep the text of a number short. */
export function fliteArguments(settings: FliteSettings): string[] {
  const features = {
    duration_stretch: settings.durationStretch,
    f0_shift: settings.pitchShift,
    int_f0_target_stddev: settings.pitchSpreadHz,
  }
  const set = Object.entries(features).flatMap(([name, value]) => ['--setf', `${name}=${value.toFixed(4)}`])
  return ['-voice', settings.voice, ...set]
}
