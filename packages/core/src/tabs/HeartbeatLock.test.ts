import { ManualClock, TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import type { HeartbeatRow, HeartbeatStore } from '../environment/HeartbeatRow.ts'
import { Heartbeat } from './Heartbeat.ts'
import { HeartbeatLock } from './HeartbeatLock.ts'

class Rows implements HeartbeatStore {
  readonly rows = new Map<string, HeartbeatRow>()

  async putHeartbeat(row: HeartbeatRow): Promise<void> {
    this.rows.set(row.tabId, row)
  }

  async listHeartbeats(): Promise<HeartbeatRow[]> {
    return [...this.rows.values()]
  }

  async removeHeartbeats(tabIds: readonly string[]): Promise<void> {
    for (const tabId of tabIds) this.rows.delete(tabId)
  }
}

/** Tabs of a browser without Web Locks. A frozen one has a clock of its own that stands still. */
function browser() {
  const [clock, store, { channel }] = [new ManualClock(), new Rows(), new TestWorld()]
  const tab = (tabId: string, own = clock) => {
    const heartbeat = new Heartbeat({ tabId, store, clock: own, path: () => '/' })
    const end = heartbeat.join({ identity: { sessionId: 'book' }, intervalMs: () => 30_000, onAlarm: () => undefined })
    const told: boolean[] = []
    const parts = { sessionId: 'book', heartbeat, channel: channel.of(tabId), clock: own, intervalMs: () => 30_000 }
    const lock = new HeartbeatLock(parts, (isHeld) => told.push(isHeld))
    const leave = (): void => {
      lock.release()
      heartbeat.stop()
      channel.of(tabId).post({ kind: 'left', sessionId: 'book', tabId, revision: 0 })
    }
    return { lock, told, leave, end }
  }
  return { clock, store, tab }
}

const MINUTE = 60_000

describe('The right to write where there are no Web Locks', () => {
  it('is the first tab’s, and never said to be certain', async () => {
    const { tab } = browser()
    const [first, second] = [tab('a'), tab('b')]
    await first.lock.known()
    await second.lock.known()
    expect([first.lock.isHeld, second.lock.isHeld, first.lock.isCertain]).toEqual([true, false, false])
  })

  it('goes to one of two that ask in the same moment', async () => {
    const { clock, tab } = browser()
    const tabs = [tab('b'), tab('a')]
    await clock.advance(MINUTE)
    expect(tabs.filter(({ lock }) => lock.isHeld)).toHaveLength(1)
  })

  it('goes to the next at once when a tab says that it left', async () => {
    const { clock, tab } = browser()
    const first = tab('a')
    await first.lock.known()
    const second = tab('b')
    await clock.advance(10_000)
    first.leave()
    await settle()
    await clock.advance(1_000)
    expect(second.told).toEqual([true])
  })

  it('is kept by a hidden tab that is heard of once in a minute, and lost by one that was silent for longer', async () => {
    const { clock, tab } = browser()
    const own = new ManualClock()
    const first = tab('a', own)
    await first.lock.known()
    const second = tab('b')
    for (let minutes = 0; minutes < 10; minutes += 1) {
      await own.advance(MINUTE)
      await clock.advance(MINUTE)
    }
    expect(second.lock.isHeld).toBe(false)
    await clock.advance(5 * MINUTE)
    expect(second.lock.isHeld).toBe(true)
    // The first was only asleep: it finds out when it wakes up.
    own.jump(5 * MINUTE)
    await own.advance(MINUTE)
    await settle()
    expect(first.told).toEqual([true, false])
  })

  it('is taken over by whoever asks for it, and stays theirs', async () => {
    const { clock, tab } = browser()
    const [first, second] = [tab('a'), tab('b')]
    await first.lock.known()
    await second.lock.steal()
    await clock.advance(3 * MINUTE)
    expect([first.lock.isHeld, second.lock.isHeld]).toEqual([false, true])
  })

  it('leaves no timer behind', async () => {
    const { clock, tab } = browser()
    const first = tab('a')
    await first.lock.known()
    first.end()
    first.lock.close()
    await settle()
    expect(clock.timerCount).toBe(0)
  })
})
