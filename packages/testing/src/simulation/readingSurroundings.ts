import type { PageLifecycle, Surroundings } from '@autosave-kit/core'
import { ManualClock } from '../world/ManualClock.ts'
import { LawBroken } from './LawBroken.ts'
import type { Medium } from './Medium.ts'

const nothingHappens: PageLifecycle = {
  subscribe: () => () => undefined,
  watchUnload: () => () => undefined,
  isOffline: false,
  dispose: () => undefined,
}

/** Everything a manager needs to read a session, and nothing it could write with. */
export function readingSurroundings(medium: Medium): Surroundings {
  const refuse = (): Promise<never> => Promise.reject(new LawBroken(1, 'reading a session wrote to it'))
  return {
    storage: {
      open: () => Promise.resolve(),
      read: async (id, { from = 0, through = Number.POSITIVE_INFINITY } = {}) =>
        medium.rows(id).filter(({ revision }) => revision >= from && revision <= through),
      async readEach(id, take) {
        for (const row of medium.rows(id)) take(row)
        return 'disk'
      },
      append: refuse,
      book: { erase: refuse, notes: async () => medium.notes, change: refuse },
      retire: refuse,
      listQuarantine: async (id) => medium.quarantined(id),
      readSession: async (id) => medium.session(id),
      putSession: refuse,
      listSessions: async () => medium.sessions,
      hurry: () => undefined,
      subscribeLoss: () => () => undefined,
      close: () => undefined,
    },
    clock: new ManualClock(),
    lifecycle: nothingHappens,
    presence: {
      tabId: 'oracle',
      // What a page has left behind beside the log is put together by pages, not by whoever only looks.
      isAlive: async () => true,
      openSession: () => ({ held: Promise.resolve(), close: () => undefined }),
      whileAlone: async () => false,
      writerLock: () => undefined,
      release: () => undefined,
      hold: () => undefined,
    },
    leftMarks: { put: () => undefined, get: () => undefined },
    random: () => 0,
    dispose: () => undefined,
  }
}
