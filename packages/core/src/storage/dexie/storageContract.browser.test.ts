import { storageContract } from '@autosave-kit/testing'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { DexieStorage } from './DexieStorage.ts'

let databaseCount = 0
let opened: { readonly name: string; readonly storages: DexieStorage[] }

afterEach(async () => {
  for (const storage of opened.storages) storage.close()
  await Dexie.delete(opened.name)
})

describe('DexieStorage', () => {
  it.each(storageContract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    const storages: DexieStorage[] = []
    const name = `autosave-kit-contract-${(databaseCount += 1)}`
    opened = { name, storages }
    const connect = (): DexieStorage => {
      const storage = new DexieStorage(name)
      storages.push(storage)
      return storage
    }
    await expect(run({ connect })).resolves.toBeUndefined()
  })
})
