import { storageContract } from '@autosave-kit/testing'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../schedule/Clock.ts'
import { DexieStorage } from '../dexie/DexieStorage.ts'
import { createInlineWorker } from './createInlineWorker.ts'
import { LifeboatStorage } from './LifeboatStorage.ts'
import { OpfsLifeboat } from './OpfsLifeboat.ts'

let databaseCount = 0
let opened: { readonly name: string; readonly storages: LifeboatStorage[] }

afterEach(async () => {
  for (const storage of opened.storages) storage.close()
  await Dexie.delete(opened.name)
})

describe('LifeboatStorage', () => {
  it.each(storageContract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    const storages: LifeboatStorage[] = []
    const name = `autosave-kit-lifeboat-${(databaseCount += 1)}`
    opened = { name, storages }
    const connect = (): LifeboatStorage => {
      const medium = new OpfsLifeboat(name, createInlineWorker, systemClock)
      const storage = new LifeboatStorage(new DexieStorage(name), medium, systemClock)
      storages.push(storage)
      return storage
    }
    await expect(run({ connect })).resolves.toBeUndefined()
  })
})
