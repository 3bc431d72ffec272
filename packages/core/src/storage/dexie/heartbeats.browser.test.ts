import { afterEach, expect, it } from 'vitest'
import type { HeartbeatRow } from '../../environment/HeartbeatRow.ts'
import { DexieStorage } from './DexieStorage.ts'

const name = `autosave-kit-heartbeats-${crypto.randomUUID()}`
const storage = new DexieStorage(name)

const sign = (tabId: string, at: number): HeartbeatRow => ({
  tabId,
  at,
  sessions: ['book'],
  failures: 0,
  path: '/studio',
  left: false,
})

afterEach(() => {
  storage.close()
  indexedDB.deleteDatabase(name)
})

it('Signs of life are kept, one row a tab, and cleared away by tab', async () => {
  await storage.putHeartbeat(sign('one', 1))
  await storage.putHeartbeat(sign('other', 2))
  await storage.putHeartbeat(sign('one', 3))
  expect(await storage.listHeartbeats()).toEqual([sign('one', 3), sign('other', 2)])
  await storage.removeHeartbeats(['one', 'nobody'])
  expect(await storage.listHeartbeats()).toEqual([sign('other', 2)])
})
