import type { SaveSnapshot } from '@autosave-kit/core'
import { describe, expect, it } from 'vitest'
import { idleSnapshot } from './idleSnapshot.ts'
import { TrackedMembers } from './TrackedMembers.ts'

function trackedSource() {
  let snapshot: SaveSnapshot = idleSnapshot
  const status = new TrackedMembers({ getSnapshot: () => snapshot, subscribe: () => () => undefined })
  const change = (parts: Partial<SaveSnapshot>): void => {
    snapshot = { ...snapshot, ...parts }
  }
  return { status, change }
}

describe('TrackedMembers', () => {
  it('is the same object while nothing that was read has changed', () => {
    const { status, change } = trackedSource()
    const first = status.getSnapshot()
    expect(first.isUnsaved).toBe(false)
    change({ status: 'saving', revision: 3 })
    expect(status.getSnapshot()).toBe(first)
    change({ isUnsaved: true })
    expect(status.getSnapshot()).not.toBe(first)
    expect(status.getSnapshot().isUnsaved).toBe(true)
  })

  it('counts what was read once from then on, also when the next look does not read it', () => {
    const { status, change } = trackedSource()
    expect(status.getSnapshot().status).toBe('idle')
    change({ status: 'unsaved' })
    const second = status.getSnapshot()
    change({ status: 'saving' })
    expect(status.getSnapshot()).not.toBe(second)
  })

  it('answers a first read with what is true now, and does not change that answer any more', () => {
    const { status, change } = trackedSource()
    const first = status.getSnapshot()
    change({ revision: 4 })
    expect(status.getSnapshot()).toBe(first)
    expect(first.revision).toBe(4)
    change({ revision: 5 })
    expect(status.getSnapshot().revision).toBe(5)
    expect(first.revision).toBe(4)
  })

  it('has every member of a snapshot, for whoever spreads or prints it', () => {
    const { status } = trackedSource()
    expect({ ...status.getSnapshot() }).toEqual(idleSnapshot)
  })
})
