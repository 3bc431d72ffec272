import { expect, test } from 'vitest'
import type { FormStage } from '../useFormBrowser.ts'

const choices = [
  ['mine', 'Mine'],
  ['theirs', 'Theirs'],
] as const

/** Two tabs that changed the same place. */
export function testConflicts({ isWhole, openTab, sessionId }: FormStage): void {
  test.each(choices.slice(0, isWhole ? 2 : 1))(
    'two tabs that changed the same place both show what was chosen in one of them: %s',
    async (choice, title) => {
      const first = await openTab('merge')
      expect(await first.save({ title: 'Base' })).toBe('done')
      const second = await openTab('merge')
      await first.setPaused(true)
      await first.type({ title: 'Mine', body: 'Of the first' })
      expect(await second.save({ title: 'Theirs' })).toBe('done')
      await first.setPaused(false)
      await first.until({ status: 'conflict', conflictPlaces: 'title' })

      expect(await first.resolveConflict(choice)).toBe('done')
      const settled = { title, body: 'Of the first', status: 'saved', conflictPlaces: '', isUnsaved: false } as const
      await first.until(settled)
      await second.until(settled)
      expect(await second.save({ body: 'Goes on' })).toBe('done')
      await first.until({ ...settled, body: 'Goes on' })
      const forks = (await first.listSessions()).filter((id) => id.startsWith(`${sessionId()}~`))
      // What was let go is kept.
      expect(forks).toHaveLength(choice === 'theirs' ? 1 : 0)
    },
  )
}
