import type { VoiceId } from './voices.ts'

/** How a text is to be spoken. What each value does is told, for people, by `parameterNotes`. Values outside `parameterLimits` are moved to the nearest limit. */
export interface SpeechParameters {
  /** How far the pitch swings: 0 is a monotone, 0.5 the voice's own melody, 1 twice that. */
  exaggeration: number
  /** How closely the voice keeps to its own pitch, tempo and melody: 1 exactly, 0 follows the variation fully. */
  cfgWeight: number
  /** How far one take may differ from the next. 0: every take is the same. */
  temperature: number
  /** 1 is the voice's own tempo, 2 twice as fast. */
  speed: number
  /** A whole number that picks the take. 0: another take each time. */
  seed: number
}

export interface SpeechRequest {
  text: string
  voice: VoiceId
  parameters: SpeechParameters
}

export interface SpeechAudio {
  /** A whole WAV file (16 kHz, mono, 16 bit) in base64, without a `data:` prefix. */
  audio: string
  mimeType: 'audio/wav'
  durationMs: number
}
