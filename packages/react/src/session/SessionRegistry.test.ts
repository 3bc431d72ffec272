import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { storyService } from '../stories/storyService.ts'
import { storyError } from '../stories/storySnapshot.ts'
import { FormBinding } from './FormBinding.ts'
import { registryOf } from './registryOf.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const GRACE_MS = 5_000

function mountedForm(service = storyService({ status: 'saved', revision: 1 })) {
  const registry = registryOf(service)
  const binding = new FormBinding<string>()
  const mount = async (state: string, isEnabled = true): Promise<void> => {
    binding.commit({ state, onRestore: () => undefined, isEnabled })
    binding.attach(registry, 'story')
    await vi.advanceTimersByTimeAsync(0)
  }
  return { service, registry, binding, mount }
}

describe('a session nobody shows any more', () => {
  test('is stored at once, and let go after the grace period', async () => {
    const { service, registry, binding, mount } = mountedForm()
    await mount('draft')
    binding.detach()
    expect(service.calls).toEqual(['flush'])
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(service.calls).toEqual(['flush', 'removeManager'])
    expect(registry.getSessions()).toEqual([])
  })

  test('costs nothing when somebody comes back in time', async () => {
    const { service, registry, binding, mount } = mountedForm()
    await mount('draft')
    binding.detach()
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1)
    await mount('draft')
    await vi.advanceTimersByTimeAsync(GRACE_MS * 2)
    expect(service.calls).toEqual(['flush'])
    expect(registry.getSessions()).toHaveLength(1)
  })

  test('is kept, and stays on the badge, until what failed to be saved is saved', async () => {
    const { service, registry, binding, mount } = mountedForm()
    await mount('draft')
    service.show({ status: 'error', isUnsaved: true, error: storyError('QUOTA_EXCEEDED') })
    binding.detach()
    await vi.advanceTimersByTimeAsync(GRACE_MS * 10)
    expect(registry.getSnapshot().status).toBe('error')
    service.show({ status: 'saved', isUnsaved: false, error: undefined })
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(service.calls.at(-1)).toBe('removeManager')
  })

  test('is kept while the person has turned auto-save off', async () => {
    const { service, binding, mount } = mountedForm()
    await mount('draft')
    service.show({ pauseReasons: ['manual'] })
    binding.detach()
    await vi.advanceTimersByTimeAsync(GRACE_MS * 10)
    expect(service.calls).not.toContain('removeManager')
  })

  test('of a disabled form is turned on again, so that what is held gets stored', async () => {
    const { service, binding, mount } = mountedForm()
    await mount('draft', false)
    expect(service.calls).toEqual(['pause disabled'])
    binding.detach()
    await vi.advanceTimersByTimeAsync(GRACE_MS)
    expect(service.calls.slice(1)).toEqual(['flush', 'resume disabled', 'removeManager'])
  })
})

describe('saving all sessions', () => {
  test('tries each, and answers with a failure when one fails', async () => {
    const { service, registry, mount } = mountedForm()
    await mount('draft')
    service.failWith(new Error('full'))
    await expect(registry.saveNow()).rejects.toThrow('full')
    expect(service.calls).toEqual(['immediateSave'])
  })
})

test('there is one registry for one service, and another for another', () => {
  const service = storyService()
  expect(registryOf(service)).toBe(registryOf(service))
  expect(registryOf(storyService())).not.toBe(registryOf(service))
})
