import { inject, onTestFinished } from 'vitest'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { newProfile } from '../browsers/newProfile.ts'
import { WebKitBrowser } from '../browsers/WebKitBrowser.ts'
import type { BrowserName } from '../../../../scripts/browsers.mjs'
import type { LeavableStudio } from './LeavableStudio.ts'
import { PlaywrightLeavable } from './PlaywrightLeavable.ts'
import { WebKitLeavable } from './WebKitLeavable.ts'

/** Starts each browser on a profile of its own, with a stored text open in the studio. What was started ends with the test. */
export const startBrowser: Readonly<Record<BrowserName, () => Promise<LeavableStudio>>> = {
  chromium: async () => {
    const { launch } = newProfile()
    return PlaywrightLeavable.open(launch)
  },
  firefox: async () => {
    const { folder } = newProfile()
    return PlaywrightLeavable.open(async () => {
      const context = await launchFirefox(folder)
      // Before the folder goes: what is said last is done first.
      onTestFinished(() => context.close())
      return { context, quit: () => context.close() }
    })
  },
  webkit: async () => {
    const { folder } = newProfile()
    const webkit = await WebKitBrowser.launch(folder)
    onTestFinished(() => webkit.quit())
    return WebKitLeavable.open(webkit.driver, inject('studioUrl'))
  },
}
