import { afterEach, expect, it } from 'vitest'
import { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import { createSurroundings } from '../manager/createSurroundings.ts'
import { AutoSaveService } from './AutoSaveService.ts'

const COUNT = 200

const ends: (() => unknown)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

it.each([20, 1])('finds the crashed sessions among two hundred, every %i. of them', async (every) => {
  const gone = createSurroundings()
  const ids = Array.from({ length: COUNT }, (_, index) => `draft-${index}-${crypto.randomUUID()}`)
  const state = { text: 'Call me Ishmael. '.repeat(60) }
  for (const [index, id] of ids.entries()) {
    const manager = new AutoSaveManager(id, {}, gone)
    await manager.immediateSave(state)
    const left = index % every === 0 ? undefined : { tabId: gone.presence.tabId, revision: 1 }
    await manager.dispose()
    await gone.storage.putSession({ id, createdAt: 1, updatedAt: 1, left })
  }
  gone.dispose()

  const service = new AutoSaveService()
  ends.push(() => service.dispose())
  await service.listSessions()
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const startedAt = performance.now()
    const found = await service.findRecoverable()
    times.push(performance.now() - startedAt)
    const ours = found.filter(({ id }) => ids.includes(id))
    expect(ours.map(({ id }) => id).toSorted()).toEqual(ids.filter((_, index) => index % every === 0).toSorted())
    expect(ours.every(({ ending, certain }) => ending === 'crashed' && certain)).toBe(true)
  }
  console.info(
    `findRecoverable, ${COUNT} sessions, ${COUNT / every} of them crashed, ms: ${times.map((ms) => ms.toFixed(1)).join(' ')}`,
  )
})
