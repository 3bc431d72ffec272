import type { SaveSnapshot } from '@autosave-kit/core'

/** What is said where no session is in use, and on a server: one constant, so that hydration finds what was rendered. */
export const idleSnapshot: SaveSnapshot = Object.freeze({
  sessionId: '',
  status: 'idle',
  isUnsaved: false,
  revision: 0,
  savedAt: undefined,
  savedLength: undefined,
  durability: 'disk',
  storage: { place: 'disk', isReadOnly: false, problems: [], lifeboat: 'off' },
  error: undefined,
  retryAt: undefined,
  pauseReasons: [],
  leftOutPaths: [],
  restored: undefined,
})
