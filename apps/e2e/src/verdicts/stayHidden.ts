import { expect, onTestFinished } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { servePage } from '../setup/servePage.ts'
import type { Testimony } from './page/witness.ts'
import { WitnessTab } from './WitnessTab.ts'

interface HiddenTime {
  /** How often a timer of one second has run. */
  readonly wakings: number
  readonly testimonies: readonly Testimony[]
  /** Oldest that the newest sign of life of the hidden tab ever was. */
  readonly longestSilenceMs: number
}

const SESSION = 'session-hidden'
const BETWEEN_QUESTIONS_MS = 15_000

/**
 * Throttling as Chromium does it to a tab that has long been hidden: timers run once a minute, here from the tenth second on and not from the
 * fifth minute.
 */
const flags = ['--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10']

/** Hides a tab behind another one, for real, and has that one asked again and again what has become of it. */
export async function stayHidden(options: {
  readonly minutes: number
  readonly withoutLocks: boolean
}): Promise<HiddenTime> {
  const served = await servePage('witness')
  onTestFinished(() => served.close())
  const { url } = served
  const { context } = await newProfile().launch({ flags, isHidingReal: true })
  if (options.withoutLocks) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'))
  const hidden = await WitnessTab.open(context, url)
  await hidden.write(SESSION, 'Written before it was hidden.')
  await hidden.page.evaluate(countWakings)
  const observer = await WitnessTab.open(context, url)
  await observer.page.bringToFront()
  await hidden.page.waitForFunction(() => document.visibilityState === 'hidden', undefined, { polling: 100 })

  const end = Date.now() + options.minutes * 60_000
  const testimonies: Testimony[] = []
  let longestSilenceMs = 0
  while (Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_QUESTIONS_MS))
    longestSilenceMs = Math.max(longestSilenceMs, await observer.silenceOf(SESSION))
    testimonies.push(await observer.testify(SESSION))
  }
  const wakings = await hidden.page.evaluate(() => Number(Reflect.get(globalThis, 'wakings')))
  await hidden.page.bringToFront()
  await hidden.write(SESSION, 'Written when it was shown again.')
  expect(await observer.read(SESSION)).toBe('Written when it was shown again.')
  return { wakings, testimonies, longestSilenceMs }
}

/** Runs in the page. */
function countWakings(): void {
  let wakings = 0
  setInterval(() => Object.assign(globalThis, { wakings: (wakings += 1) }), 1_000)
}
