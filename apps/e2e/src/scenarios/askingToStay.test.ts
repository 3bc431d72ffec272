import { expect, test } from 'vitest'
import { fillDisk } from '../browsers/fillDisk.ts'
import { newProfile } from '../browsers/newProfile.ts'
import { StudioPage } from '../studioPage.ts'

test('nobody is asked to stay while saving works, not even in the second of the last key', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openPastedText('A text on a healthy disk.')
  await studio.append(1, ' And more.')

  expect(await studio.tryToClose()).toBe('closed')
})

test('a person is asked to stay while saving fails, and not any more once it works again', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const disk = await fillDisk(context)
  const studio = await StudioPage.open(context)
  await studio.openPastedText('A text that finds no room.')
  await studio.notSaved()

  expect(await studio.tryToClose()).toBe('asked to stay')

  await disk.free()
  await studio.saved()
  await studio.append(1, ' And more.')
  expect(await studio.tryToClose()).toBe('closed')
  const reopened = await StudioPage.open(context)
  expect(await reopened.textOf(1)).toBe('A text that finds no room. And more.')
})
