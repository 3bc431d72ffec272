import { expect, test } from 'vitest'
import { comeBackKept } from '../../browsers/DrivenTab.ts'
import type { FormStage } from '../useFormBrowser.ts'

const reader = { access: 'reader', isAccessCertain: true, pauseReason: 'other-tab' } as const
const writer = { access: 'writer', isAccessCertain: true, pauseReason: '' } as const

/** The tab that writes a session goes, and another one has it open. */
export function testNextWriter({ openTab, sessionId, twoTabs }: FormStage): void {
  test('the second writes when the first is closed, and stores what was typed in it', async () => {
    const [first, second] = await twoTabs()
    await second.type({ body: 'Typed in the second.' })
    await first.close()
    await second.until({ ...writer, body: 'Typed in the second.', isUnsaved: false })
    expect(await (await openTab('single-writer')).look()).toMatchObject({ ...reader, body: 'Typed in the second.' })
  })

  test('the second writes while the first is on another page; back again, the first only reads, and sees it', async () => {
    const [first, second] = await twoTabs()
    await first.goElsewhere('other site')
    await second.until(writer)
    expect(await second.save({ body: 'Written meanwhile.' })).toBe('done')
    // Firefox loads it anew, as it does with all that hold a lock when they are left; Chromium may have kept it.
    if ((await first.comeBack()) !== 'kept') await first.start(sessionId(), 'single-writer')
    await first.until({ ...reader, title: 'Loomings', body: 'Written meanwhile.' })
    expect(await first.save({ title: 'Too late' })).toBe('NOT_WRITER')
    await second.close()
    await first.until({ ...writer, title: 'Too late', isUnsaved: false })
  })
}

/** Firefox's driver cannot crash a tab, and Firefox keeps no page in its cache that holds a lock. */
export function testReturnAndCrash({ openTab, twoTabs }: FormStage): void {
  test('the first writes on when it comes back before anybody else wanted to', async () => {
    const first = await comeBackKept(async () => {
      const tab = await openTab('single-writer')
      await tab.goElsewhere('other site')
      return tab
    })
    expect(await first.save({ title: 'Back again' })).toBe('done')
    expect(await first.look()).toMatchObject(writer)
  })

  test('the first is the very same page when it comes back, though another tab has saved meanwhile', async () => {
    const first = await comeBackKept(async () => {
      const tab = await openTab('single-writer')
      await tab.goElsewhere('other site')
      const other = await openTab('single-writer')
      expect(await other.save({ body: 'Saved meanwhile.' })).toBe('done')
      await other.close()
      return tab
    })
    await first.until({ ...writer, body: 'Saved meanwhile.' })
  })

  test('the second writes when the renderer of the first crashes', async () => {
    const [first, second] = await twoTabs()
    await second.type({ body: 'Typed in the second.' })
    await first.crash()
    await second.until({ ...writer, title: 'Loomings', body: 'Typed in the second.', isUnsaved: false })
    expect((await second.rows()).at(-1)).toMatchObject({ base: 1 })
  })
}
