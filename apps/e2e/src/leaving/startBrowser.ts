import { inject } from 'vitest'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { makeProfile } from '../browsers/newProfile.ts'
import { WebKitBrowser } from '../browsers/WebKitBrowser.ts'
import type { BrowserName } from '../../../../scripts/browsers.mjs'
import type { LeavableStudio } from './LeavableStudio.ts'
import { PlaywrightLeavable } from './PlaywrightLeavable.ts'
import { WebKitLeavable } from './WebKitLeavable.ts'

type OnEnd = (end: () => Promise<void>) => void

/**
 * Starts each browser on a profile of its own, with a stored text open in the studio. `onEnd` is told how to end what was started: the newest
 * first, since the profile's folder goes with the oldest.
 */
export const startBrowser: Readonly<Record<BrowserName, (onEnd: OnEnd) => Promise<LeavableStudio>>> = {
  chromium: async (onEnd) => {
    const { launch, end } = makeProfile()
    onEnd(end)
    return PlaywrightLeavable.open(launch)
  },
  firefox: async (onEnd) => {
    const { folder, end } = makeProfile()
    onEnd(end)
    return PlaywrightLeavable.open(async () => {
      const context = await launchFirefox(folder)
      onEnd(() => context.close())
      return { context, quit: () => context.close() }
    })
  },
  webkit: async (onEnd) => {
    const { folder, end } = makeProfile()
    onEnd(end)
    const webkit = await WebKitBrowser.launch(folder)
    onEnd(() => webkit.quit())
    return WebKitLeavable.open(webkit.driver, inject('studioUrl'))
  },
}
