import type { FliteSettings } from './fliteSettings.ts'
import type { SpeechAudio } from './SpeechRequest.ts'

export interface SpeechJob {
  readonly settings: FliteSettings
  /** As `speakableText` gives it. */
  readonly text: string
}

/**
 * Something that speaks one job at a time.
 *
 * @remarks A new job is given only after the promise of the one before has settled. After a rejection the engine is not used again.
 */
export interface SpeechEngine {
  /** Rejects with a SpeechError. After `terminate()` it may reject with anything or never settle: nobody waits for it any more. */
  speak(job: SpeechJob): Promise<SpeechAudio>
  /** Ends it at once, in the middle of a job too. */
  terminate(): void
}
