import { ManualClock, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import type { HeartbeatRow, HeartbeatStore } from '../environment/HeartbeatRow.ts'
import { Heartbeat } from './Heartbeat.ts'

class TestStore implements HeartbeatStore {
  readonly rows = new Map<string, HeartbeatRow>()
  isFailing = false
  isHanging = false
  putCount = 0

  putHeartbeat(row: HeartbeatRow): Promise<void> {
    this.putCount += 1
    if (this.isHanging) return new Promise(() => undefined)
    if (this.isFailing) return Promise.reject(new Error('disk'))
    this.rows.set(row.tabId, row)
    return Promise.resolve()
  }

  listHeartbeats(): Promise<HeartbeatRow[]> {
    return Promise.resolve([...this.rows.values()])
  }

  removeHeartbeats(tabIds: readonly string[]): Promise<void> {
    for (const tabId of tabIds) this.rows.delete(tabId)
    return Promise.resolve()
  }
}

function beating(intervalMs = 30_000) {
  const [clock, store] = [new ManualClock(), new TestStore()]
  const heartbeat = new Heartbeat({ tabId: 'tab', store, clock, path: () => '/studio' })
  const alarms: number[] = []
  const join = (sessionId = 'book'): (() => void) =>
    heartbeat.join({ identity: { sessionId }, intervalMs: () => intervalMs, onAlarm: (count) => alarms.push(count) })
  return { clock, store, heartbeat, alarms, join }
}

describe('Signs of life', () => {
  it('say when, where and on which sessions, again and again, and in the end that the tab went in order', async () => {
    const { clock, store, join } = beating()
    const ends = [join('a'), join('b')]
    await clock.advance(1_000)
    const row = { tabId: 'tab', sessions: ['a', 'b'], failures: 0, path: '/studio', left: false }
    expect(store.rows.get('tab')).toEqual({ ...row, at: clock.now() })
    await clock.advance(30_000)
    expect(store.rows.get('tab')).toEqual({ ...row, at: clock.now() })
    ends[0]?.()
    await clock.advance(30_000)
    expect(store.rows.get('tab')?.sessions).toEqual(['b'])
    ends[1]?.()
    expect(store.rows.get('tab')).toMatchObject({ left: true })
    expect(clock.timerCount).toBe(0)
  })

  it('leave nothing behind of a session that was closed before the first', () => {
    const { clock, store, join } = beating()
    join()()
    expect([store.putCount, clock.timerCount]).toEqual([0, 0])
  })

  it('raise the alarm at the third in a row that cannot be stored, once, and again after it could', async () => {
    const { clock, store, heartbeat, alarms, join } = beating(5_000)
    join()
    store.isFailing = true
    await clock.advance(8_000)
    expect([heartbeat.failureCount, alarms]).toEqual([2, []])
    await clock.advance(20_000)
    expect([heartbeat.failureCount, alarms]).toEqual([6, [3]])
    store.isFailing = false
    await clock.advance(5_000)
    expect(store.rows.get('tab')?.failures).toBe(6)
    store.isFailing = true
    await clock.advance(15_000)
    expect(alarms).toEqual([3, 9])
  })

  it('take a storage that does not answer for one that fails', async () => {
    const { clock, store, alarms, join } = beating(5_000)
    join()
    store.isHanging = true
    await clock.advance(30_000)
    expect(alarms).toEqual([3])
  })

  it('stop while the page is in the back/forward cache, and go on when it is back', async () => {
    const { clock, store, heartbeat, join } = beating()
    join()
    await clock.advance(1_000)
    heartbeat.stop()
    await clock.advance(600_000)
    expect(store.rows.get('tab')).toMatchObject({ left: true })
    heartbeat.resume()
    await settle()
    expect(store.rows.get('tab')).toMatchObject({ left: false, at: clock.now() })
  })

  it('clear away what tabs that went in order, or long ago, have left behind', async () => {
    const { clock, store, join } = beating()
    const other = { sessions: [], failures: 0, path: '/', left: false }
    store.rows.set('left', { ...other, tabId: 'left', at: clock.now(), left: true })
    store.rows.set('old', { ...other, tabId: 'old', at: clock.now() - 8 * 86_400_000 })
    store.rows.set('crashed', { ...other, tabId: 'crashed', at: clock.now() - 3_600_000 })
    join()
    await clock.advance(1_000)
    expect([...store.rows.keys()].toSorted()).toEqual(['crashed', 'tab'])
  })

  it('are looked up only where the lock manager does not answer', async () => {
    const { clock, store, heartbeat } = beating()
    store.listHeartbeats = () => Promise.reject(new Error('disk'))
    expect(await heartbeat.verdict('other', true)).toEqual({ isAlive: true, certain: true })
    expect(await heartbeat.verdict('other', undefined)).toEqual({ isAlive: false, certain: false })
    store.listHeartbeats = () =>
      Promise.resolve([{ tabId: 'other', at: clock.now() - 60_000, sessions: [], failures: 0, path: '', left: false }])
    expect(await heartbeat.verdict('other', undefined)).toEqual({ isAlive: true, certain: false })
  })
})
