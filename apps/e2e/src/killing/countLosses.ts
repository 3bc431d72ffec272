import type { BrowserProfile } from '../browsers/newProfile.ts'
import type { ChromiumProcess } from '../browsers/ChromiumProcess.ts'
import { StudioPage } from '../studioPage.ts'
import { type TypingLoss, TypingLog } from './TypingLog.ts'
import { typeUntilDeath } from './typeUntilDeath.ts'

interface LossCampaign {
  readonly rounds: number
  readonly end: (chromium: ChromiumProcess) => Promise<void>
  /** What happens in the studio before the typing begins. */
  readonly prepare?: (studio: StudioPage) => Promise<void>
}

/** Opens the novel, and again and again types in it until the browser ends, starts it anew, and looks what is missing. */
export async function countLosses({ launch }: BrowserProfile, campaign: LossCampaign): Promise<TypingLoss[]> {
  const losses: TypingLoss[] = []
  const log = new TypingLog()
  const start = async (): Promise<[ChromiumProcess, StudioPage]> => {
    const chromium = await launch()
    await log.watch(chromium.context)
    return [chromium, await StudioPage.open(chromium.context)]
  }
  let [chromium, studio] = await start()
  await studio.openNovel()
  await studio.saved()
  for (let round = 1; round <= campaign.rounds; round += 1) {
    const number = ((37 * round) % 2_000) + 1
    await campaign.prepare?.(studio)
    const field = await studio.edit(number)
    log.start(await field.inputValue())
    const dying = chromium
    const diedAt = await typeUntilDeath(studio.page, () => campaign.end(dying))
    ;[chromium, studio] = await start()
    losses.push(log.lossAt(diedAt, await studio.textOf(number)))
  }
  return losses
}

/** Median and greatest age of what was lost, for people. */
export function describeLosses(losses: readonly TypingLoss[]): string {
  const ages = losses.map(({ lostMs }) => lostMs).toSorted((a, b) => a - b)
  const at = (share: number) =>
    `${Math.round(ages[Math.min(ages.length - 1, Math.floor(ages.length * share))] ?? 0)} ms`
  const count = (isCounted: (loss: TypingLoss) => boolean) => losses.filter(isCounted).length
  const slowest = Math.max(0, ...losses.map(({ slownessMs }) => slownessMs))
  return [
    `acknowledged lost ${count((loss) => loss.isAcknowledgedLost)}`,
    `half or mixed ${count((loss) => !loss.isWhole)}`,
    `nothing lost at all ${count((loss) => loss.lostKeys === 0)}`,
    `oldest lost keystroke: median ${at(0.5)}, 95 % ${at(0.95)}, greatest ${at(1)}`,
    `of which a busy machine may have taken ${Math.round(slowest)} ms`,
  ].join('; ')
}
