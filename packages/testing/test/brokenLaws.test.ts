import type { PageLifecycle, SegmentRow, SegmentStorage, SessionContent, Surroundings } from '@autosave-kit/core'
import { describe, expect, it } from 'vitest'
import { type BookManager, LawBroken, type Medium, type Sabotage, simulate } from '../src/index.ts'
import { delegate } from './delegate.ts'

/** A law is held to be watched when an engine that breaks it is found out within so many seeds. */
const SEEDS = 200

/** The first thing the world finds fault with. */
async function firstFailure(sabotage: Sabotage): Promise<unknown> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { failure } = await simulate(seed, { sabotage })
    if (failure !== undefined) return failure
  }
  return undefined
}

async function expectBroken(law: number | readonly number[], sabotage: Sabotage): Promise<void> {
  const broken = await firstFailure(sabotage)
  expect(broken).toBeInstanceOf(LawBroken)
  expect([law].flat()).toContain(broken instanceof LawBroken ? broken.law : undefined)
}

type StorageChanges = (storage: SegmentStorage, medium: Medium) => Partial<SegmentStorage>

/** A storage that does something else than it should. */
function badStorage(changes: StorageChanges): Sabotage {
  return {
    surroundings: (surroundings, medium) => ({
      ...surroundings,
      storage: delegate(surroundings.storage, changes(surroundings.storage, medium)),
    }),
  }
}

function badManager(changes: (manager: BookManager) => Partial<BookManager>): Sabotage {
  return { manager: (manager) => delegate(manager, changes(manager)) }
}

function badSurroundings(changes: (surroundings: Surroundings) => Partial<Surroundings>): Sabotage {
  return { surroundings: (surroundings) => ({ ...surroundings, ...changes(surroundings) }) }
}

describe('The world notices an engine that breaks law', () => {
  it('1: a restore that takes what it has not read for nothing', () =>
    expectBroken(
      1,
      badStorage(() => ({ read: () => Promise.resolve([]), readEach: () => Promise.resolve('disk') })),
    ))

  it('1: what was typed while the session was read is thrown away', () =>
    expectBroken(
      [1, 3],
      badManager((manager) => ({ restore: () => manager.restore() })),
    ))

  it('2: a storage that acknowledges before it has written', () =>
    expectBroken(
      2,
      badStorage((storage) => ({
        append: (rows, options) => {
          storage.append(rows, options).catch(() => undefined)
          return Promise.resolve('disk')
        },
      })),
    ))

  it('2: a storage that says nothing of its failures', () =>
    expectBroken(
      [2, 3],
      badStorage((storage) => ({ append: (rows, options) => storage.append(rows, options).catch(() => 'disk') })),
    ))

  it('3: a manager that loses every fifth state it is handed', () => {
    let count = 0
    return expectBroken(
      [2, 3],
      badManager((manager) => ({
        scheduleSave: (state) => {
          count += 1
          return count % 5 === 0 ? new Promise(() => undefined) : manager.scheduleSave(state)
        },
      })),
    )
  })

  it('3: a snapshot that always says saved', () =>
    expectBroken(
      3,
      badManager((manager) => ({
        getSnapshot: () => ({ ...manager.getSnapshot(), status: 'saved', isUnsaved: false, error: undefined }),
      })),
    ))

  it('3: a snapshot that hides errors', () =>
    expectBroken(
      3,
      badManager((manager) => ({ getSnapshot: () => ({ ...manager.getSnapshot(), error: undefined }) })),
    ))

  it('3: a page whose last moment is not heard', () =>
    expectBroken(
      3,
      badSurroundings(({ lifecycle }) => ({
        lifecycle: delegate(lifecycle, {
          subscribe: (listener) =>
            lifecycle.subscribe((moment) => moment !== 'leaving' && moment !== 'hidden' && listener(moment)),
          watchUnload: () => () => undefined,
        }),
      })),
    ))

  it('3: a manager that makes no early commits though it was asked to', () =>
    expectBroken(3, {
      manager: (manager) => {
        const withoutEarly: BookManager['updateConfig'] = (options) =>
          manager.updateConfig({ ...options, crashWindowMs: 0 })
        withoutEarly({})
        return delegate(manager, { updateConfig: withoutEarly })
      },
    }))

  it('3: an engine that saves nothing when the app fails', () =>
    expectBroken(
      3,
      badSurroundings(({ lifecycle }) => ({
        lifecycle: delegate(lifecycle, {
          subscribe: (listener) => lifecycle.subscribe((moment) => moment !== 'error' && listener(moment)),
        }),
      })),
    ))

  it('7: an engine that does not notice that the browser is online again', () =>
    expectBroken(
      [3, 7],
      badSurroundings(({ lifecycle }) => {
        let wasOffline = false
        const stuck: Partial<PageLifecycle> = {
          get isOffline() {
            return (wasOffline ||= lifecycle.isOffline)
          },
        }
        return { lifecycle: delegate(lifecycle, stuck) }
      }),
    ))

  it('3: a last moment that another tab was ahead of stays beside the log, and nobody is told', () =>
    expectBroken(
      3,
      badSurroundings(({ presence }) => ({ presence: delegate(presence, { isAlive: () => Promise.resolve(true) }) })),
    ))

  it('4: a disk that tears the commits of more than one row', () => {
    const tear = (rows: readonly SegmentRow[]): readonly SegmentRow[] => (rows.length > 1 ? rows.slice(1) : rows)
    return expectBroken(
      4,
      badStorage((storage) => ({ append: (rows, options) => storage.append(tear(rows), options) })),
    )
  })

  it('5: a disk that writes over what is there', () =>
    // An acknowledged state is gone, for whoever is asked first.
    expectBroken([2, 5], {
      medium: (medium) => {
        medium.add = (rows) => rows.forEach((row) => medium.put(row))
      },
    }))

  it('5: tabs that take each other for themselves', () =>
    expectBroken(
      5,
      badSurroundings(({ presence }) => ({ presence: delegate(presence, { tabId: 'everybody' }) })),
    ))

  it('6: a reader that clears damaged rows away', () =>
    expectBroken(
      6,
      badStorage((storage, medium) => ({
        read: async (sessionId, range) => {
          const rows = await storage.read(sessionId, range)
          const keys = rows.filter(({ payload }) => String(payload).includes('\u0007'))
          if (keys.length > 0) medium.retire({ sessionId, keys, mode: 'remove', quarantine: [] })
          return rows
        },
      })),
    ))

  it('7: a failure that is not tried again', () =>
    expectBroken([3, 7], {
      surroundings: (surroundings) => {
        let isFresh = false
        const { storage, clock } = surroundings
        const append: SegmentStorage['append'] = (rows, options) =>
          storage.append(rows, options).catch((error: unknown) => {
            isFresh = true
            throw error
          })
        const setTimer: typeof clock.setTimer = (run, delayMs) => {
          const isRetry = isFresh && delayMs > 0
          if (isRetry) isFresh = false
          return isRetry ? () => undefined : clock.setTimer(run, delayMs)
        }
        return { ...surroundings, storage: delegate(storage, { append }), clock: delegate(clock, { setTimer }) }
      },
    }))

  it('8: a storage that writes a copy of the whole log with each commit', () =>
    expectBroken(8, {
      surroundings: (surroundings) => {
        const log: SegmentRow[] = []
        let copyCount = 0
        const append: SegmentStorage['append'] = (rows, options) => {
          log.push(...rows)
          copyCount += 1
          const copy = log.map((row, part) => ({ ...row, sessionId: 'copy', revision: copyCount, part }))
          return surroundings.storage.append([...rows, ...copy], options)
        }
        return { ...surroundings, storage: delegate(surroundings.storage, { append }) }
      },
    }))

  it('9: a scheduleSave that saves at once', () =>
    expectBroken(
      9,
      badManager((manager) => ({
        scheduleSave: (state) => {
          const saved = manager.scheduleSave(state)
          manager.flush().catch(() => undefined)
          return saved
        },
      })),
    ))

  it('9: a scheduleSave that tells its listeners itself', () => {
    const listeners = new Set<() => void>()
    return expectBroken(
      9,
      badManager((manager) => ({
        subscribe: (listener) => {
          listeners.add(listener)
          return manager.subscribe(listener)
        },
        scheduleSave: (state) => {
          for (const listener of listeners) listener()
          return manager.scheduleSave(state)
        },
      })),
    )
  })

  it('10: an app’s options that let a secret through', () =>
    expectBroken(10, {
      manager: (manager) => {
        manager.updateConfig({ include: ['form.password'] })
        return manager
      },
    }))

  it('11: a decoder that shifts the elements of a list', () =>
    expectBroken(
      11,
      badManager((manager) => ({
        restore: async (options) => {
          const restored = await manager.restore(options)
          const { state } = restored
          return state === undefined
            ? restored
            : { ...restored, state: { ...state, chapters: state.chapters.slice(1) } }
        },
      })),
    ))

  it('11: a manager that changes the app’s own state', async () => {
    const sabotage = badManager((manager) => ({
      scheduleSave: (state) => {
        Reflect.set(state.chapters, 'length', 0)
        Object.assign(state, { title: 'mine now' })
        return manager.scheduleSave(state)
      },
    }))
    expect(await firstFailure(sabotage)).toBeInstanceOf(TypeError)
  })

  it('2: a storage that waits for the medium with nobody', () =>
    expectBroken(
      2,
      badStorage((storage) => ({ append: (rows) => storage.append(rows, { durability: 'relaxed' }) })),
    ))

  it('4: a medium that has the newest commit after a power cut, and not those before it', () =>
    // Where the newest holds all that the missing ones changed, only the row that is missed tells.
    expectBroken([4, 6], {
      medium: (medium) => {
        const goBackTo = medium.goBackTo.bind(medium)
        medium.goBackTo = (state) => {
          const [newest] = medium.rows('book').slice(-1)
          goBackTo(state)
          if (newest !== undefined && newest.base > (medium.rows('book').at(-1)?.revision ?? 0)) medium.put(newest)
        }
      },
    }))

  it('2: a second copy that is never asked', () =>
    expectBroken(2, { lifeboat: (lifeboat) => delegate(lifeboat, { position: () => Promise.resolve(0) }) }))

  it('2: a second copy that gives back all but the newest commit', () =>
    expectBroken(2, {
      lifeboat: (lifeboat) =>
        delegate(lifeboat, {
          read: async (sessionId) => {
            const { rows, card } = await lifeboat.read(sessionId)
            const newest = rows.at(-1)?.revision
            return { rows: rows.filter(({ revision }) => revision !== newest), card }
          },
        }),
    }))

  it('4: a second copy that keeps what was cleared on purpose', () => {
    let kept: SessionContent = { rows: [], card: undefined }
    let isNew = false
    // What comes back from there is old work as well, where a newer copy should have come back.
    return expectBroken([1, 2, 4, 5], {
      // A world has one medium, and the next one another.
      medium: () => (kept = { rows: [], card: undefined }),
      lifeboat: (lifeboat) =>
        delegate(lifeboat, {
          position: async (sessionId) => {
            const position = await lifeboat.position(sessionId)
            if (position > 0) kept = await lifeboat.read(sessionId)
            isNew = position === 0
            return Math.max(position, kept.rows.at(-1)?.revision ?? 0)
          },
          read: (sessionId) => (isNew ? Promise.resolve(kept) : lifeboat.read(sessionId)),
        }),
    })
  })

  it('12: listeners that are never taken away', () =>
    expectBroken(
      12,
      badSurroundings(({ lifecycle }) => ({
        lifecycle: delegate(lifecycle, {
          subscribe: (listener) => {
            lifecycle.subscribe(listener)
            return () => undefined
          },
        }),
      })),
    ))

  it('12: timers that cannot be called off', () =>
    expectBroken(
      12,
      badSurroundings(({ clock }) => ({
        clock: delegate(clock, {
          setTimer: (run, delayMs) => {
            clock.setTimer(run, delayMs)
            return () => undefined
          },
        }),
      })),
    ))
})
