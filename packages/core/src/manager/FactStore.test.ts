import { ManualClock } from '@autosave-kit/testing'
import { expect, it } from 'vitest'
import { soundStorage } from '../storage/StorageDiagnosis.ts'
import { FactStore } from './FactStore.ts'

it('Facts that come after the end are kept, and set no timer to tell anybody of them', () => {
  const clock = new ManualClock()
  const facts = new FactStore({ sessionId: 'book' }, clock)
  facts.dispose()
  facts.dispatch({ type: 'paused', reason: 'late' })
  expect([clock.timerCount, facts.getSnapshot().pauseReasons]).toEqual([0, ['late']])
})

it('News of the storage in the middle of a stretch of typing do not end it: what is shown stays unsaved until the save at its end', () => {
  const facts = new FactStore({ sessionId: 'book' }, new ManualClock())
  const commit = {
    revision: 1,
    savedAt: 1,
    savedLength: 1,
    durability: 'disk',
    rows: [],
    records: [],
    removedIds: [],
  } as const
  facts.dispatch({ type: 'handed-over', version: 1 }, true)
  facts.dispatch({ type: 'write-started', leftOutPaths: [] }, true)
  facts.dispatch({ type: 'write-ended' }, true)
  facts.dispatch({ type: 'stored', version: 1, commit: { ...commit, tree: { nextId: 1 } } }, true)
  const storage = { ...soundStorage, lifeboat: 'ready' } as const
  facts.dispatch({ type: 'diagnosed', change: { storage } })
  expect(facts.getSnapshot()).toMatchObject({ status: 'unsaved', isUnsaved: true, storage })
  facts.dispatch({ type: 'stored', version: 1, commit: undefined })
  expect(facts.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false, revision: 1, storage })
})
