import type { Chunk, Project } from './Project.ts'

/** Whether a chunk's speech says what the chunk says, in the voice that is set. */
export type SpeechState = 'none' | 'current' | 'text-changed' | 'voice-changed'

export function speechState(
  { text, speech }: Chunk,
  { voice, parameters }: Pick<Project, 'voice' | 'parameters'>,
): SpeechState {
  if (speech === null) return 'none'
  if (speech.spokenText !== text) return 'text-changed'
  if (speech.voice !== voice) return 'voice-changed'
  if (speech.parameters === parameters) return 'current'
  const isSame =
    speech.parameters.exaggeration === parameters.exaggeration &&
    speech.parameters.cfgWeight === parameters.cfgWeight &&
    speech.parameters.temperature === parameters.temperature &&
    speech.parameters.speed === parameters.speed &&
    speech.parameters.seed === parameters.seed
  return isSame ? 'current' : 'voice-changed'
}

/** Whether there is anything in a chunk to speak. */
export function isSpeakable(chunk: Chunk): boolean {
  return /[\p{L}\p{Nd}]/u.test(chunk.text)
}
