import { TestWorld } from '@autosave-kit/testing'
import { expect, it, vi } from 'vitest'
import { LiveSession } from './LiveSession.ts'

it('A keystroke opens nothing and makes no promise of opening, once the session is being opened', () => {
  const open = vi.spyOn(LiveSession.prototype, 'open')
  const manager = new TestWorld().page().manager()
  for (let key = 0; key < 200; key += 1) void manager.scheduleSave('x'.repeat(key))
  expect(open).toHaveBeenCalledTimes(1)
})
