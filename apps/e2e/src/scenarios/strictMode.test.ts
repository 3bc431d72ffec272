import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { readRows } from '../measure/readRows.ts'
import { StudioPage } from '../studioPage.ts'

// Only React's development build mounts everything twice under StrictMode.
test('opening the development build on saved work shows it and writes nothing', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const url = await serveDevelopmentBuild()
  // The first visit makes vite bundle dependencies, after which it reloads the page.
  const warm = await StudioPage.open(context, url)
  await warm.page.waitForLoadState('networkidle')
  await warm.close()
  const studio = await StudioPage.open(context, url)
  await studio.openPastedText('Words that an empty studio must not touch.')
  await studio.saved()
  await studio.close()
  const before = await readRows(context, url)
  expect(before.segmentKeys.length).toBeGreaterThan(0)

  const opened = await StudioPage.open(context, url)
  expect(await opened.textOf(1)).toBe('Words that an empty studio must not touch.')
  await opened.close()

  expect(await readRows(context, url)).toEqual(before)
})

async function serveDevelopmentBuild(): Promise<string> {
  const root = fileURLToPath(new URL('../../../tts-studio', import.meta.url))
  const server = await createServer({
    root,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, strictPort: false },
  })
  onTestFinished(() => server.close())
  await server.listen()
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('The development server has no address.')
  return url
}
