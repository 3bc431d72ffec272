import { ManualClock } from '@autosave-kit/testing'
import { expect, it } from 'vitest'
import { FactStore } from './FactStore.ts'

it('Facts that come after the end are kept, and set no timer to tell anybody of them', () => {
  const clock = new ManualClock()
  const facts = new FactStore({ sessionId: 'book' }, clock)
  facts.dispose()
  facts.dispatch({ type: 'paused', reason: 'late' })
  expect([clock.timerCount, facts.getSnapshot().pauseReasons]).toEqual([0, ['late']])
})
