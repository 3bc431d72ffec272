import { storageContract } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import { MemoryStorage } from './MemoryStorage.ts'

describe('MemoryStorage', () => {
  it.each(storageContract)('$name', async ({ run }) => {
    const storage = new MemoryStorage()
    await expect(run({ connect: () => storage })).resolves.toBeUndefined()
  })
})
