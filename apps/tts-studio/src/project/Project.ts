import type { SpeechParameters, VoiceId } from '../speech/synthesizer.ts'

/** What a chunk sounds like, and what it was spoken from. */
export interface Speech {
  /** A whole sound file in base64, saved with the project like everything else. */
  readonly audio: string
  readonly mimeType: string
  readonly durationMs: number
  readonly voice: VoiceId
  readonly parameters: SpeechParameters
  /** The words that were spoken: when the chunk says something else by now, its speech is out of date. */
  readonly spokenText: string
}

/** A piece of the manuscript that is spoken at one go. */
export interface Chunk {
  readonly id: string
  readonly text: string
  /** What begins with this chunk; absent inside a paragraph. */
  readonly begins?: 'heading' | 'paragraph'
  readonly speech: Speech | null
}

/** Where the text came from. */
export interface ProjectSource {
  readonly name: string
  readonly kind: 'pasted' | 'file' | 'novel'
}

/** Everything that is saved. What the screen merely shows (selection, dialogs, player, queue) is not in here. */
export interface Project {
  readonly title: string
  readonly source: ProjectSource | null
  readonly voice: VoiceId
  readonly parameters: SpeechParameters
  readonly chunks: readonly Chunk[]
}
