import { fliteSettings } from './fliteSettings.ts'
import { speakableText } from './speakableText.ts'
import { SpeechQueue } from './SpeechQueue.ts'
import type { SpeechAudio, SpeechRequest } from './SpeechRequest.ts'
import { startWorkerEngine } from './workerEngine.ts'

export { SpeechError } from './SpeechError.ts'
export { defaultParameters, parameterLimits, type ParameterLimits, parameterNotes } from './speechParameters.ts'
export type { SpeechAudio, SpeechParameters, SpeechRequest } from './SpeechRequest.ts'
export { type VoiceId, voices } from './voices.ts'

export interface Synthesizer {
  /**
   * Speaks a text in the browser. Requests are spoken one after the other, in the order they were made.
   *
   * Rejects with the signal's reason (an AbortError unless the caller gave another) as soon as it aborts, before or during synthesis,
   * and with a SpeechError otherwise: `empty-text`, `text-too-long`, `voices-unavailable`, `synthesis-failed`, `disposed`. After any of
   * the first four the next call works again.
   */
  speak(request: SpeechRequest, options?: { signal?: AbortSignal }): Promise<SpeechAudio>
  /** Ends the worker. What is not spoken yet rejects with an AbortError, later calls with a SpeechError `disposed`. */
  dispose(): void
}

/** A synthesiser that costs nothing until the first `speak`, which fetches the voices (21.5 MB, once) and starts a worker. */
export function createSynthesizer(): Synthesizer {
  const queue = new SpeechQueue(startWorkerEngine)
  return {
    async speak({ text, voice, parameters }, { signal } = {}) {
      return queue.add({ settings: fliteSettings(voice, parameters), text: speakableText(text) }, signal)
    },
    dispose: () => queue.dispose(),
  }
}
