import type { SaveSnapshot } from '@autosave-kit/core'
import { storyError } from './storySnapshot.ts'

const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000

const saved = { status: 'saved', revision: 12, savedAt: minutesAgo(2), savedLength: 812 } as const
const unsaved = { ...saved, isUnsaved: true } as const

/** Every state a session can be in, as the engine says it. */
export const badgeStates = {
  idle: { status: 'idle' },
  justSaved: { ...saved, savedAt: Date.now() },
  saved,
  savedYesterday: { ...saved, savedAt: minutesAgo(60 * 30) },
  editing: { ...unsaved, status: 'unsaved' },
  saving: { ...unsaved, status: 'saving' },
  retrying: { ...unsaved, status: 'error', error: storyError('QUOTA_EXCEEDED'), retryAt: minutesAgo(-0.5) },
  failed: { ...unsaved, status: 'error', error: storyError('DISPOSED') },
  refused: { status: 'error', error: storyError('MIGRATION_FAILED') },
  conflict: { ...unsaved, status: 'conflict', error: storyError('CONFLICT') },
  paused: { ...unsaved, status: 'unsaved', pauseReasons: ['manual'] },
  pausedByTheApp: { ...saved, pauseReasons: ['disabled'] },
  elsewhere: { ...saved, access: 'reader', pauseReasons: ['other-tab'] },
  backup: { ...saved, durability: 'fallback' },
  memory: { ...saved, durability: 'memory' },
  partial: { ...saved, leftOutPaths: ['cover.file', 'player.onEnd'] },
} satisfies Record<string, Partial<SaveSnapshot>>
