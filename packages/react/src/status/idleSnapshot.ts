import type { SaveSnapshot } from '@autosave-kit/core'

const sound: SaveSnapshot['storage'] = Object.freeze({
  place: 'disk',
  isReadOnly: false,
  problems: [],
  lifeboat: 'off',
})

/** What is said where no session is in use, and on a server: one constant, so that hydration finds what was rendered. */
export const idleSnapshot: SaveSnapshot = Object.freeze({
  sessionId: '',
  status: 'idle',
  isUnsaved: false,
  revision: 0,
  savedAt: undefined,
  savedLength: undefined,
  durability: 'disk',
  storage: sound,
  error: undefined,
  conflict: undefined,
  retryAt: undefined,
  pauseReasons: [],
  leftOutPaths: [],
  restored: undefined,
  access: 'writer',
  isAccessCertain: true,
})
