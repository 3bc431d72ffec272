import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { StudioPage } from '../studioPage.ts'

test('speech made for three chunks plays after a reload', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openNovel()
  const numbers = [40, 41, 42]
  for (const number of numbers) await studio.speak(number)
  await studio.saved()

  await studio.reload()

  for (const number of numbers) {
    const sound = await studio.play(number)
    expect(sound.durationMs).toBeGreaterThan(500)
    expect(sound.positionMs).toBeGreaterThan(0)
  }
})
