import { expect, test } from 'vitest'
import type { FormStage } from '../useFormBrowser.ts'

const reader = { access: 'reader', isAccessCertain: true, pauseReason: 'other-tab' } as const
const writer = { access: 'writer', isAccessCertain: true, pauseReason: '' } as const

/** Two tabs on a session that one tab writes. */
export function testOneWriter({ twoTabs }: FormStage): void {
  test('the second only reads, sees changes live, and takes over; the first is told, and only reads then', async () => {
    const [first, second] = await twoTabs()
    expect(await first.look()).toMatchObject({ ...writer, title: 'Loomings' })
    expect(await second.look()).toMatchObject({ ...reader, title: 'Loomings' })
    expect(await second.save({ body: 'Typed in the second.' })).toBe('NOT_WRITER')
    expect(await first.save({ title: 'The Carpet-Bag' })).toBe('done')
    await second.until({ title: 'The Carpet-Bag', body: 'Typed in the second.', isUnsaved: true })
    expect(await first.look()).toMatchObject({ body: '' })

    // Not stored yet: the takeover has it stored.
    await first.type({ title: 'The Spouter-Inn' })
    expect(await second.takeOver()).toBe('done')
    await second.until({ ...writer, title: 'The Spouter-Inn', body: 'Typed in the second.', isUnsaved: false })
    await first.until({ ...reader, title: 'The Spouter-Inn', body: 'Typed in the second.', isUnsaved: false })
    expect(await first.accessTold()).toBe('reader')
    expect(await second.accessTold()).toBe('reader,writer')
    expect(await first.save({ title: 'Too late' })).toBe('NOT_WRITER')

    expect(await second.save({ title: 'The Counterpane' })).toBe('done')
    const rows = await second.rows()
    const fence = rows.findIndex(({ reason }) => reason === 'takeover')
    const writers = new Set(rows.map(({ writer: by }) => by))
    expect(writers.size).toBe(2)
    expect(new Set(rows.slice(fence).map(({ writer: by }) => by)).size).toBe(1)
  })
}
