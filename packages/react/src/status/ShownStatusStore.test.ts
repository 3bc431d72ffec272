import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { storyService } from '../stories/storyService.ts'
import { ShownStatusStore } from './ShownStatusStore.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('listeners hear only of what changes on the screen, when it does', () => {
  const service = storyService({ status: 'saved', savedAt: 0 })
  const store = new ShownStatusStore(service.getManager('story'))
  const heard: string[] = []
  store.subscribe(() => heard.push(`${store.getSnapshot().word} ${performance.now()}`))
  const start = performance.now()
  service.show({ status: 'unsaved', isUnsaved: true })
  vi.advanceTimersByTime(1_500)
  expect(heard).toEqual([`rest ${start}`, `editing ${start + 1_000}`])
})

test('without listeners it runs no timer', () => {
  const service = storyService({ status: 'unsaved' })
  const store = new ShownStatusStore(service.getManager('story'))
  const end = store.subscribe(() => undefined)
  service.show({ status: 'saving' })
  expect(vi.getTimerCount()).toBe(1)
  end()
  expect(vi.getTimerCount()).toBe(0)
})

test('what happened while nobody listened is caught up with on the next subscription', () => {
  const service = storyService({ status: 'unsaved' })
  const store = new ShownStatusStore(service.getManager('story'))
  service.show({ status: 'conflict' })
  store.subscribe(() => undefined)
  expect(store.getSnapshot().word).toBe('conflict')
})

test('the same view is given until something in it changes', () => {
  const service = storyService({ status: 'saved' })
  const store = new ShownStatusStore(service.getManager('story'))
  const before = store.getSnapshot()
  store.subscribe(() => undefined)
  vi.advanceTimersByTime(10_000)
  expect(store.getSnapshot()).toBe(before)
})
