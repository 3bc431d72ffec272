import { ManualClock } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import { FallbackChain } from '../chain/FallbackChain.ts'
import { MemoryStorage } from '../memory/MemoryStorage.ts'
import { watchDataLoss } from './watchDataLoss.ts'

/** A page that opens a database, and what the browser says of it when it has to be made anew. */
function opening(said: object) {
  const clock = new ManualClock()
  const places = [{ storage: new MemoryStorage(), durability: 'disk' }] as const
  const chain = new FallbackChain({ places, clock, random: () => 0.5, isAlive: () => Promise.resolve(false) })
  const told = vi.fn<() => void>()
  chain.subscribeDiagnosis(told)
  const request = new EventTarget() as unknown as IDBOpenDBRequest
  watchDataLoss(request, chain.noteLoss)
  const upgrade = (): boolean => request.dispatchEvent(Object.assign(new Event('upgradeneeded'), said))
  return { chain, told, upgrade }
}

describe('A browser that has thrown its databases away', () => {
  it('and says so (`dataLoss`) is believed: the diagnosis tells of it, in its words, once', () => {
    const { chain, told, upgrade } = opening({ dataLoss: 'total', dataLossMessage: 'Corruption: 3 missing files' })
    upgrade()
    upgrade()
    expect(chain.diagnosis?.problems).toMatchObject([
      { code: 'DATABASE_LOST', place: 'disk', message: 'Corruption: 3 missing files' },
    ])
    expect(told).toHaveBeenCalledOnce()
  })

  it('is not what every new database is: nothing is lost where nothing is said', () => {
    for (const said of [{ dataLoss: 'none', dataLossMessage: '' }, {}]) {
      const { chain, told, upgrade } = opening(said)
      upgrade()
      expect(chain.diagnosis?.problems).toEqual([])
      expect(told).not.toHaveBeenCalled()
    }
  })
})
