import { describe, expect, test } from 'vitest'
import type { FormStage } from '../useFormBrowser.ts'

/** Tabs that each have a session of their own. */
export function testSeparateTabs({ isWhole, openTab, sessionId }: FormStage): void {
  test('tabs that each have a session of their own get a copy when they are duplicated, which is theirs alone', async () => {
    const first = await openTab('separate')
    expect(await first.save({ title: 'One' })).toBe('done')
    const twin = await first.duplicate()
    expect(await twin.start(sessionId(), 'separate')).toMatch(`${sessionId()}~`)
    expect(await twin.look()).toMatchObject({ title: 'One', access: 'writer' })
    expect(await twin.save({ body: 'Of the twin' })).toBe('done')
    expect(await first.save({ body: 'Of the first' })).toBe('done')
    await twin.reload()
    await twin.start(sessionId(), 'separate')
    expect(await twin.look()).toMatchObject({ title: 'One', body: 'Of the twin' })
  })

  describe.skipIf(!isWhole)('tabs that each have a session of their own', () => {
    test('see nothing of each other, and find their own when they are reloaded', async () => {
      const [first, second] = [await openTab('separate'), await openTab('separate')]
      expect(await first.save({ title: 'One' })).toBe('done')
      expect(await second.save({ title: 'Two' })).toBe('done')
      for (const tab of [first, second]) await tab.reload()
      // The second asks first: it is not the order that decides.
      const own = [await second.start(sessionId(), 'separate'), await first.start(sessionId(), 'separate')]
      expect(own).toEqual([expect.stringMatching(`^${sessionId()}~`), sessionId()])
      expect([await first.look(), await second.look()]).toMatchObject([{ title: 'One' }, { title: 'Two' }])
    })

    test('go on with what closed ones left behind, newest first', async () => {
      const [first, second] = [await openTab('separate'), await openTab('separate')]
      expect(await first.save({ title: 'Older' })).toBe('done')
      expect(await second.save({ title: 'Newer' })).toBe('done')
      for (const tab of [first, second]) await tab.close()
      const next = [await openTab('separate'), await openTab('separate'), await openTab('separate')]
      const titles = await Promise.all(next.map((tab) => tab.look().then(({ title }) => title)))
      expect(titles).toEqual(['Newer', 'Older', ''])
    })
  })
}
