import { expect, test } from 'vitest'
import type { FormTab } from '../FormTab.ts'
import type { FormStage } from '../useFormBrowser.ts'

const reader = { access: 'reader', isAccessCertain: true, pauseReason: 'other-tab' } as const
const writer = { access: 'writer', isAccessCertain: true, pauseReason: '' } as const

/**
 * A tab that has not heard yet that another one has taken its session over. Firefox's driver cannot freeze a tab, and its synchronous requests let
 * other tasks run.
 */
export function testLateWriter({ browser, sessionId, twoTabs }: FormStage): void {
  test('a write that the first makes before it hears of the takeover lands on top of it, or nowhere', async () => {
    const [first, second] = await twoTabs()
    const { served } = browser()
    const late = first.saveLate({ body: 'Late.' })
    await served.whenWaiting()
    expect(await second.takeOver()).toBe('done')
    expect(await second.save({ title: 'By the second' })).toBe('done')
    served.letGo()
    await late
    await second.until({ ...writer, title: 'By the second', body: 'Late.' })
    await first.until({ ...reader, title: 'By the second', body: 'Late.', isUnsaved: false })
    await expectFenced(second)
  })

  test('what contradicts it is kept in a session of its own, and changes nothing', async () => {
    const [first, second] = await twoTabs()
    const { served } = browser()
    const late = first.saveLate({ title: 'By the first' })
    await served.whenWaiting()
    expect(await second.takeOver()).toBe('done')
    expect(await second.save({ title: 'By the second' })).toBe('done')
    served.letGo()
    await late
    await first.until({ access: 'reader', status: 'conflict', conflictPlaces: 'title' })
    expect(await second.look()).toMatchObject({ ...writer, title: 'By the second' })
    await expectFenced(second)
    expect((await second.listSessions()).filter((id) => id.startsWith(`${sessionId()}~`))).toHaveLength(1)
  })

  test('a frozen first gives way to who takes over, and reads when it runs again', async () => {
    const [first, second] = await twoTabs()
    await first.type({ body: 'Typed before the frost.' })
    await first.setLifecycle('frozen')
    await second.until({ body: 'Typed before the frost.' })
    expect(await second.takeOver()).toBe('done')
    expect(await second.save({ title: 'By the second' })).toBe('done')
    await first.setLifecycle('active')
    await first.until({ ...reader, title: 'By the second', body: 'Typed before the frost.', isUnsaved: false })
    expect(await second.look()).toMatchObject(writer)
  })
}

/** Nobody but who took over wrote on anything that was there before. */
async function expectFenced(tab: FormTab): Promise<void> {
  const rows = await tab.rows()
  const fence = rows.find(({ reason }) => reason === 'takeover')
  if (fence === undefined) throw new Error('Nobody took over.')
  const late = rows.filter(({ revision, writer: by }) => revision > fence.revision && by !== fence.writer)
  expect(late.filter(({ base }) => base < fence.revision)).toEqual([])
}
