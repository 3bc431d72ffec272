import type { SpeechState } from '../project/speechState.ts'
import type { IconName } from '../studio/Icon.tsx'

/** What a chunk's margin says. */
export interface ChunkStatus {
  readonly name: 'speaking' | 'waiting' | 'failed' | SpeechState
  readonly icon: IconName | undefined
  readonly words: string
}

const said: Record<ChunkStatus['name'], Omit<ChunkStatus, 'name'>> = {
  speaking: { icon: 'speak', words: 'Generating…' },
  waiting: { icon: 'clock', words: 'In the queue' },
  failed: { icon: 'alert', words: 'Not generated' },
  none: { icon: undefined, words: 'No speech yet' },
  current: { icon: undefined, words: 'Ready' },
  'text-changed': { icon: 'stale', words: 'Text changed' },
  'voice-changed': { icon: 'stale', words: 'Voice changed' },
}

interface ChunkFacts {
  readonly speech: SpeechState
  readonly isSpeaking: boolean
  readonly isWaiting: boolean
  readonly hasFailed: boolean
}

/** What is going on outranks what is there. */
export function chunkStatus({ speech, isSpeaking, isWaiting, hasFailed }: ChunkFacts): ChunkStatus {
  const name = isSpeaking ? 'speaking' : isWaiting ? 'waiting' : hasFailed ? 'failed' : speech
  return { name, ...said[name] }
}
