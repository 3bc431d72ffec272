import { ManualClock, TestWorld } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import { FallbackChain } from '../storage/chain/FallbackChain.ts'
import { MemoryStorage } from '../storage/memory/MemoryStorage.ts'
import { storageFailure } from '../storage/storageError.ts'
import { AutoSaveService } from './AutoSaveService.ts'

/** A page whose database works, or is not there at all, and that has nothing else but memory. */
function serviceOf(hasDatabase: boolean): AutoSaveService {
  const { surroundings } = new TestWorld().page()
  const database = new MemoryStorage()
  const missing = (): Promise<never> =>
    Promise.reject(storageFailure('STORAGE_UNAVAILABLE', new ReferenceError('none')))
  if (!hasDatabase) Object.assign(database, { open: missing, read: missing, readEach: missing, append: missing })
  const storage = new FallbackChain({
    places: [
      { storage: database, durability: 'disk' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ],
    clock: new ManualClock(),
    random: () => 0,
    isAlive: () => Promise.resolve(false),
  })
  return new AutoSaveService({}, () => ({ ...surroundings, storage }))
}

describe('A service whose work is in memory only', () => {
  it('says so when it is disposed, since the work goes with its storage', async () => {
    const service = serviceOf(false)
    const manager = service.getManager('book')
    expect(await manager.immediateSave({ body: 'a' })).toMatchObject({ durability: 'memory' })
    await expect(service.dispose()).rejects.toMatchObject({
      code: 'DISPOSED',
      message: expect.stringContaining('book'),
    })
  })

  it('keeps it when one manager is removed, and hands it to the next', async () => {
    const service = serviceOf(false)
    await service.getManager('book').immediateSave({ body: 'a' })
    await service.removeManager('book')
    expect((await service.getManager('book').restore()).state).toEqual({ body: 'a' })
  })

  it('has nothing to say when the database has it', async () => {
    const service = serviceOf(true)
    await service.getManager('book').immediateSave({ body: 'a' })
    await expect(service.dispose()).resolves.toBeUndefined()
  })
})
