import { describe, expect, onTestFinished, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { WebKitBrowser } from '../browsers/WebKitBrowser.ts'
import { servePage } from '../setup/servePage.ts'
import { WebKitForms } from '../tabs/WebKitForms.ts'

const open = `open('book', { tabs: 'single-writer' })`

// Its driver can neither crash nor freeze a window, nor make one by `window.open` that it could speak to.
describe.skipIf(isLeftOut('webkit'))('in WebKitGTK', () => {
  test('the second of two tabs on a session that one tab writes reads, takes over, and gives it back by going', async () => {
    const forms = await openForms()
    const first = await forms.open('first')
    await forms.call(first, open)
    expect(await forms.call(first, `save({ title: 'Loomings' })`)).toBe('done')
    const second = await forms.open('another')
    await forms.call(second, open)
    expect(await forms.call(second, 'look()')).toMatchObject({ title: 'Loomings', access: 'reader' })
    expect(await forms.call(second, `save({ body: 'Typed in the second.' })`)).toBe('NOT_WRITER')
    expect(await forms.call(first, `save({ title: 'The Carpet-Bag' })`)).toBe('done')
    await forms.call(second, `until({ title: 'The Carpet-Bag', body: 'Typed in the second.' })`)

    expect(await forms.call(second, 'takeOver()')).toBe('done')
    await forms.call(second, `until({ access: 'writer', isUnsaved: false })`)
    await forms.call(first, `until({ access: 'reader', body: 'Typed in the second.' })`)
    expect(await forms.call(first, 'accessTold()')).toBe('reader')
    expect(await forms.call(first, `save({ title: 'Too late' })`)).toBe('NOT_WRITER')

    await forms.close(second)
    await forms.call(first, `until({ access: 'writer', isUnsaved: false })`)
    expect(await forms.call(first, 'look()')).toMatchObject({ title: 'Too late', body: 'Typed in the second.' })
  })
})

async function openForms(): Promise<WebKitForms> {
  const { folder } = newProfile()
  const served = await servePage('form')
  const webkit = await WebKitBrowser.launch(folder)
  // Before the folder goes: what is said last is done first.
  onTestFinished(async () => {
    await webkit.quit()
    served.close()
  })
  return new WebKitForms(webkit.driver, served.url)
}
