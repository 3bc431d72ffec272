import { describe, expect, it, vi } from 'vitest'
import { createTabChannel } from './TabChannel.ts'
import type { TabMessage } from './TabMessage.ts'

const stored = (revision: number): TabMessage => ({ kind: 'stored', sessionId: 'book', tabId: 'tab', revision })

function two() {
  const name = `test ${crypto.randomUUID()}`
  const [one, other] = [createTabChannel(name), createTabChannel(name)]
  const heard: TabMessage[] = []
  other.subscribe((message) => heard.push(message))
  return { name, one, other, heard }
}

describe('The channel between tabs', () => {
  it('carries what one posts to the others, and not to itself', async () => {
    const { one, heard } = two()
    const own = vi.fn<(message: TabMessage) => void>()
    one.subscribe(own)
    one.post(stored(1))
    await vi.waitFor(() => expect(heard).toEqual([stored(1)]))
    expect(own).not.toHaveBeenCalled()
  })

  it('still carries what is posted after it was let go, in a page’s last moment', async () => {
    const { one, heard } = two()
    one.release()
    one.post(stored(7))
    await vi.waitFor(() => expect(heard).toEqual([stored(7)]))
  })

  it('hears nothing while it is let go, and again once it is back', async () => {
    const { one, other, heard } = two()
    other.release()
    one.post(stored(1))
    other.hold()
    one.post(stored(2))
    await vi.waitFor(() => expect(heard).toEqual([stored(2)]))
  })

  it('takes no notice of what is no message of the kit', async () => {
    const { name, one, heard } = two()
    const foreign = new BroadcastChannel(name)
    for (const message of [null, 'hello', { kind: 'stored' }, { ...stored(1), kind: 'other' }])
      foreign.postMessage(message)
    one.post(stored(3))
    await vi.waitFor(() => expect(heard).toEqual([stored(3)]))
    foreign.close()
  })
})
