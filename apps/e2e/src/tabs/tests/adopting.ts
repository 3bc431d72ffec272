import { expect, test } from 'vitest'
import type { FormStage } from '../useFormBrowser.ts'

/** Two tabs that want the same session back. */
export function testAdopting({ name, isWhole, browser, openTab, sessionId }: FormStage): void {
  // Each time another session.
  const rounds = isWhole ? 5 : 2

  test(`of two tabs that recover a session at once one gets it, and the other is told, ${rounds} times of ${rounds}`, async () => {
    const [first, second] = [await browser().openTab(), await browser().openTab()]
    for (let round = 1; round <= rounds; round += 1) {
      const id = `${sessionId()}-${round}`
      const gone = await browser().openTab()
      await gone.start(id, 'merge')
      expect(await gone.save({ title: id })).toBe('done')
      // Firefox's driver cannot crash one; whoever left is recovered in the same way.
      await (name === 'chromium' ? gone.crash() : gone.close())

      const outcomes = await Promise.all([first.recover(id), second.recover(id)])
      expect(outcomes.toSorted()).toEqual(['SESSION_IN_USE', 'done'])
      const winner = outcomes[0] === 'done' ? first : second
      expect(await winner.look()).toMatchObject({ title: id, access: 'writer' })
      expect(await winner.save({ body: 'Recovered.' })).toBe('done')
    }
  })

  test('a session that a tab has open is not to be had', async () => {
    const [first, second] = [await openTab('merge'), await browser().openTab()]
    expect(await first.save({ title: 'Mine' })).toBe('done')
    expect(await second.recover(sessionId())).toBe('SESSION_IN_USE')
    await first.close()
    expect(await second.recover(sessionId())).toBe('done')
  })
}
