/** Flite's own names: slt, rms and awb were trained on the CMU ARCTIC recordings, kal16 is put together from recorded sound pairs. */
export type VoiceId = 'slt' | 'rms' | 'awb' | 'kal16'

export interface Voice {
  readonly id: VoiceId
  readonly name: string
  readonly description: string
}

/** The voices people can choose from, best first. All speak English. */
export const voices: readonly Voice[] = [
  { id: 'slt', name: 'Clara', description: 'American, clear and even. A good first choice for a whole book.' },
  {
    id: 'rms',
    name: 'Marcus',
    description: 'American, deep and calm. Always keeps its own melody; only its tempo can be changed.',
  },
  { id: 'awb', name: 'Ewan', description: 'Scottish, warm, a little brisk.' },
  { id: 'kal16', name: 'Arthur', description: 'American, the classic computer voice. The quickest of the four.' },
]

export interface VoiceProfile {
  /** Standard deviation of the pitch around its mean that the voice was built with, in hertz. */
  readonly pitchSpreadHz: number
  /** The voice's own `duration_stretch`: setting the feature replaces it, so it has to be multiplied in. */
  readonly durationStretch: number
}

/**
 * What the voices were built with: read from the voice files that flite itself dumps (slt, awb, rms) and from the voice's registration
 * in flite's sources (kal16). rms carries a pitch model of another kind (SPAM F0) which ignores flite's pitch features: measured, its
 * audio stays byte for byte the same whatever they say.
 */
export const voiceProfiles: Readonly<Record<VoiceId, VoiceProfile>> = {
  slt: { pitchSpreadHz: 27, durationStretch: 1 },
  rms: { pitchSpreadHz: 24, durationStretch: 1 },
  awb: { pitchSpreadHz: 25, durationStretch: 1 },
  kal16: { pitchSpreadHz: 11, durationStretch: 1.1 },
}
