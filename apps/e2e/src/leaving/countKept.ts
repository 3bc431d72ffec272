import type { LeavableStudio } from './LeavableStudio.ts'
import type { LeavingWay } from './LeavingWay.ts'

interface LeavingCampaign {
  readonly way: LeavingWay
  readonly rounds: number
  /** The page is left at a random moment within this time after the last key: inside the debounce. */
  readonly withinMs: number
}

/** A round after which the text was not what had been typed. */
interface LossyRound {
  readonly round: number
  /** From the last key to leaving. */
  readonly pauseMs: number
  readonly typed: string
  readonly found: string
}

interface LeavingCount {
  readonly rounds: number
  readonly lossy: readonly LossyRound[]
  /** How often the newest rows were written for which reason: `leave` is the last moment. */
  readonly reasons: ReadonlyMap<string, number>
}

/** Types, leaves in the second of the last key, and comes back, again and again. */
export async function countKept(studio: LeavableStudio, campaign: LeavingCampaign): Promise<LeavingCount> {
  const { way, rounds, withinMs } = campaign
  const lossy: LossyRound[] = []
  const reasons = new Map<string, number>()
  let text = await studio.reopen()
  for (let round = 1; round <= rounds; round += 1) {
    const typed = ` Left ${round}!`
    const pauseMs = Math.random() * withinMs
    await studio.type(typed)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    await studio.leave(way)

    const found = await studio.reopen()
    if (found !== text + typed) lossy.push({ round, pauseMs, typed, found: found.slice(text.length) })
    text = found
    const reason = await studio.lastReason()
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  return { rounds, lossy, reasons }
}
