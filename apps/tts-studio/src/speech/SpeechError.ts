/** Why nothing was spoken. `message` is written for the person at the screen: what happened and what to do. */
export class SpeechError extends Error {
  readonly code: SpeechErrorCode

  constructor(code: SpeechErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SpeechError'
    this.code = code
  }
}

export type SpeechErrorCode =
  /** There is nothing in the text that can be spoken. */
  | 'empty-text'
  | 'text-too-long'
  /** The voices could not be fetched or compiled. Trying again is worth it. */
  | 'voices-unavailable'
  /** The synthesiser ended without sound. The next request gets a new one. */
  | 'synthesis-failed'
  /** `dispose()` was called before. */
  | 'disposed'
