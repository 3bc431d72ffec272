import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FormBinding } from '../session/FormBinding.ts'
import { registryOf } from '../session/registryOf.ts'
import { storyService } from '../stories/storyService.ts'
import { storyError } from '../stories/storySnapshot.ts'
import { storyVersions } from '../stories/storyVersions.ts'
import { HistoryStore } from './HistoryStore.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function listed(mode: 'mounted form' | 'no form' = 'mounted form') {
  const service = storyService({ status: 'saved', revision: 61 })
  service.keep(storyVersions)
  const registry = registryOf(service)
  const mount = (): void => {
    const binding = new FormBinding<string>()
    binding.commit({ state: 'draft', onRestore: () => undefined, isEnabled: true })
    binding.attach(registry, 'story')
  }
  if (mode === 'mounted form') mount()
  const store = new HistoryStore({
    subscribe: registry.subscribe,
    getSession: () => registry.getSessions('story')[0],
  })
  const onChange = vi.fn<() => void>()
  const end = store.subscribe(onChange)
  await vi.advanceTimersByTimeAsync(0)
  const readCount = (): number => service.calls.filter((call) => call === 'getHistory').length
  return { service, mount, store, onChange, end, readCount }
}

describe('the list of versions', () => {
  test('is empty, and nothing is read, where no session is in use', async () => {
    const { store, readCount, onChange } = await listed('no form')
    expect(store.getSnapshot()).toEqual({ versions: [], isLoading: false, error: undefined })
    expect([readCount(), onChange.mock.calls.length]).toEqual([0, 1])
  })

  test('comes with the session, when that comes later', async () => {
    const { mount, store, readCount } = await listed('no form')
    mount()
    expect(store.getSnapshot().isLoading).toBe(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getSnapshot().versions).toBe(storyVersions)
    expect(readCount()).toBe(1)
  })

  test('is not read for a keystroke, and once for several saves in a row', async () => {
    const { service, readCount } = await listed()
    service.show({ status: 'unsaved', isUnsaved: true })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(readCount()).toBe(1)
    for (const revision of [62, 63, 64]) service.show({ status: 'saved', isUnsaved: false, revision })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(readCount()).toBe(2)
  })

  test('is not read again sooner than a share of what reading it took', async () => {
    const { service, store, readCount } = await listed()
    service.holdUntil(new Promise((resolve) => setTimeout(resolve, 500)))
    const reading = store.refresh()
    await vi.advanceTimersByTimeAsync(500)
    await reading
    service.show({ revision: 62 })
    await vi.advanceTimersByTimeAsync(9_999)
    expect(readCount()).toBe(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(readCount()).toBe(3)
  })

  test('is the same object while it says the same, and nobody is told', async () => {
    const { service, store, onChange } = await listed()
    const before = store.getSnapshot()
    onChange.mockClear()
    service.keep(storyVersions.map((version) => ({ ...version })))
    await store.refresh()
    expect(store.getSnapshot()).toBe(before)
    expect(onChange).not.toHaveBeenCalled()
  })

  test('stays when it cannot be read again, with the reason, until it can', async () => {
    const { service, store } = await listed()
    service.keep(storyError('READ_FAILED'))
    await store.refresh()
    expect(store.getSnapshot()).toMatchObject({ versions: storyVersions, error: { code: 'READ_FAILED' } })
    service.keep(storyVersions)
    await store.refresh()
    expect(store.getSnapshot().error).toBeUndefined()
  })

  test('is not read any more when nobody looks', async () => {
    const { service, end, readCount } = await listed()
    service.show({ revision: 62 })
    end()
    service.show({ revision: 63 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(readCount()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('bringing back without a form is refused: there would be nothing to show it in', async () => {
    const { store } = await listed('no form')
    await expect(store.restore(58)).rejects.toMatchObject({ code: 'DISPOSED' })
    await expect(store.saveVersion('First draft')).rejects.toMatchObject({ code: 'DISPOSED' })
  })
})
