import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { countLosses, describeLosses } from '../killing/countLosses.ts'
import type { TypingLoss } from '../killing/TypingLog.ts'
import { StudioPage } from '../studioPage.ts'

/** `pnpm test:kill --rounds N` sets it. */
const rounds = Number(process.env['AUTOSAVE_KILL_ROUNDS'] ?? 5)

/** Other ways to die are tried less often. */
const few = Math.max(2, Math.ceil(rounds / 5))

/**
 * Early commits come every 250 ms (`crashWindowMs`) and take a few more to be on disk; how tight it is, the campaign says. Among other tests
 * the machine may be so busy that pages wait for their turns, and the engine itself commits less often (`Slowness`).
 */
const isCampaign = 'AUTOSAVE_KILL_ROUNDS' in process.env
const TYPING_AT_RISK_MS = isCampaign ? 300 : 1_000

/** Longest time a kill waits after the write it is to interrupt was asked for; a small commit takes a few ms. */
const INTERRUPT_WITHIN_MS = 30

test(
  `nothing acknowledged is missing after ${rounds} kills of the browser`,
  async () => {
    const { launch } = newProfile()
    /** What each chunk ended with when the badge called it saved. */
    const acknowledged = new Map<number, string>()
    let chromium = await launch()
    let studio = await StudioPage.open(chromium.context)
    await studio.openNovel()
    await studio.saved()

    for (let round = 1; round <= rounds; round += 1) {
      const number = ((37 * round) % 2_000) + 1
      const words = ` Round ${round}.`
      await studio.append(number, words)
      await studio.saved()
      acknowledged.set(number, words)
      // Every other kill comes while the next save is being written: that one may be lost, whole, and nothing else.
      if (round % 2 === 0) await beginSave(studio, number + 1)
      await chromium.kill()

      chromium = await launch()
      studio = await StudioPage.open(chromium.context)
      expect(await studio.textOf(number), `round ${round}`).toMatch(endingWith(words))
    }

    const missing: string[] = []
    for (const [number, words] of acknowledged) {
      const text = await studio.textOf(number)
      if (!endingWith(words).test(text))
        missing.push(`chunk ${number} ends with "${text.slice(-30)}", not with "${words}"`)
    }
    console.log(`${rounds} kills, ${acknowledged.size} acknowledged edits, ${missing.length} missing`)
    expect(missing).toEqual([])
  },
  rounds * 30_000,
)

test(
  `${rounds} kills in the middle of typing cost nothing acknowledged, and at most ${TYPING_AT_RISK_MS} ms of typing`,
  async () => {
    const losses = await countLosses(newProfile(), { rounds, end: (chromium) => chromium.kill() })

    console.log(`${rounds} kills while typing: ${describeLosses(losses)}`)
    expect(losses.filter(isTooMuch)).toEqual([])
  },
  rounds * 30_000,
)

test(
  'a shutdown that tells no page costs as little as a kill',
  async () => {
    const losses = await countLosses(newProfile(), { rounds: few, end: (chromium) => chromium.shutDown() })

    console.log(`${few} shutdowns while typing: ${describeLosses(losses)}`)
    expect(losses.filter(isTooMuch)).toEqual([])
  },
  rounds * 30_000,
)

test(
  'a kill costs as little in a page that came back from the cache',
  async () => {
    const losses = await countLosses(newProfile(), {
      rounds: few,
      end: (chromium) => chromium.kill(),
      prepare: async (studio) => {
        await studio.goElsewhere('other site')
        expect(await studio.comeBack()).toBe('from the cache')
      },
    })

    console.log(`${few} kills after coming back from the cache: ${describeLosses(losses)}`)
    expect(losses.filter(isTooMuch)).toEqual([])
  },
  rounds * 30_000,
)

test('the recovery banner speaks after a kill, and not after a reload', async () => {
  const { launch } = newProfile()
  const first = await launch()
  const studio = await StudioPage.open(first.context)
  await studio.openPastedText('Words that are about to see a crash.')
  await studio.saved()
  await studio.reload()
  expect(await studio.recoveryBanner.count()).toBe(0)
  await studio.append(1, ' Bang.')
  await studio.saved()
  await first.kill()

  const second = await launch()
  const reopened = await StudioPage.open(second.context)

  await reopened.recoveryBanner.waitFor()
  await reopened.reload()
  expect(await reopened.recoveryBanner.count()).toBe(0)
})

function isTooMuch({ lostMs, slownessMs, isAcknowledgedLost, isWhole }: TypingLoss): boolean {
  const atRiskMs = TYPING_AT_RISK_MS + (isCampaign ? 0 : slownessMs)
  return lostMs > atRiskMs || isAcknowledgedLost || !isWhole
}

/** Asks for a save and returns at a random moment of it. */
async function beginSave(studio: StudioPage, number: number): Promise<void> {
  await studio.append(number, ' Interrupted.')
  await studio.page.keyboard.press('ControlOrMeta+s')
  await new Promise((resolve) => setTimeout(resolve, Math.random() * INTERRUPT_WITHIN_MS))
}

/** A chunk may be followed by the interrupted words of a later round. */
function endingWith(words: string): RegExp {
  return new RegExp(`${words.replace('.', '\\.')}( Interrupted\\.)*$`)
}
