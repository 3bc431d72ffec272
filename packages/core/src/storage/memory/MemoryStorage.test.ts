import { storageContract } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import { MemoryStorage } from './MemoryStorage.ts'

describe('MemoryStorage', () => {
  it.each(storageContract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    const storage = new MemoryStorage()
    await expect(run({ connect: () => storage })).resolves.toBeUndefined()
  })
})
