import { expect, test } from 'vitest'
import type { FormStage } from '../useFormBrowser.ts'

const reader = { access: 'reader', isAccessCertain: false, pauseReason: 'other-tab' } as const
const writer = { access: 'writer', isAccessCertain: false, pauseReason: '' } as const

/** Signs of life decide, so they come as often as they may: nobody waits half a minute for a test. */
const HEARTBEAT_MS = 1_000

/** As on plain http. */
export function testWithoutLocks({ browser, sessionId }: FormStage): void {
  test('the second reads, takes over, and gives the session back by going, where there are no Web Locks', async () => {
    const tabs = [await browser().openTab('without locks'), await browser().openTab('without locks')] as const
    const [first, second] = tabs
    await first.start(sessionId(), 'single-writer', HEARTBEAT_MS)
    expect(await first.save({ title: 'Loomings' })).toBe('done')
    expect(await first.look()).toMatchObject(writer)

    await second.start(sessionId(), 'single-writer', HEARTBEAT_MS)
    expect(await second.look()).toMatchObject({ ...reader, title: 'Loomings' })
    expect(await second.save({ body: 'Typed in the second.' })).toBe('NOT_WRITER')
    expect(await first.save({ title: 'The Carpet-Bag' })).toBe('done')
    await second.until({ title: 'The Carpet-Bag' })

    expect(await second.takeOver()).toBe('done')
    const both = { title: 'The Carpet-Bag', body: 'Typed in the second.', isUnsaved: false }
    await second.until({ ...writer, ...both })
    await first.until({ ...reader, ...both })
    expect(await first.save({ title: 'Too late' })).toBe('NOT_WRITER')

    await second.close()
    await first.until({ ...writer, title: 'Too late', isUnsaved: false })
  })
}
