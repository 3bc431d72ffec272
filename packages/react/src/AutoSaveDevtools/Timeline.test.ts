import { AutoSaveService, type AutoSaveEvent } from '@autosave-kit/core'
import { TestWorld } from '@autosave-kit/testing'
import { expect, test, vi } from 'vitest'
import { Timeline } from './Timeline.ts'

test('the timeline hears saves and failures while somebody looks, newest first, and nothing after', async () => {
  const world = new TestWorld()
  const { surroundings } = world.page()
  const service = new AutoSaveService({}, () => ({ ...surroundings, dispose: () => undefined }))
  const timeline = new Timeline(service)
  const listener = vi.fn<() => void>()
  const end = timeline.subscribe(listener)
  await service.getManager('book').immediateSave({ title: 'a' })
  world.storage.fault = 'QUOTA_EXCEEDED'
  await expect(service.getManager('book').immediateSave({ title: 'b' })).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
  })
  const types = (): AutoSaveEvent['type'][] => timeline.getSnapshot().map(({ event }) => event.type)
  await world.clock.advance(0)
  expect(types()).toEqual(['error', 'saved'])
  expect(timeline.getSnapshot()[1]?.event).toMatchObject({ sessionId: 'book', revision: 1, reason: 'manual' })
  // What it cost stands beside it.
  expect(timeline.getSnapshot()[1]?.cost).toMatchObject({ rowCount: 1 })
  expect(timeline.getSnapshot()[0]?.cost).toBeUndefined()
  end()
  world.storage.fault = undefined
  await service.getManager('book').immediateSave({ title: 'c' })
  expect(types()).toEqual(['error', 'saved'])
  await service.dispose()
})
