import type { TypingFigures } from '../page/monitoringCost.ts'
import { BenchBrowser } from './BenchBrowser.ts'
import { median } from './median.ts'

/** What watching over saves costs, and what it says of somebody who types. */
export interface MonitoringFigures {
  /** Main-thread processor time of one edit with all that follows it, ms; medians. */
  readonly plainMs: number
  readonly measuredMs: number
  readonly toldMs: number
  readonly typing: readonly TypingFigures[]
}

const ROUNDS = 150

export async function measureMonitoring(url: string): Promise<MonitoringFigures> {
  const browser = await BenchBrowser.launch(url)
  try {
    const { timings } = await browser.call({ name: 'monitoringCost', parameters: [ROUNDS] })
    const medianOf = (wanted: string): number =>
      median(timings.filter(({ name }) => name === wanted).map(({ cpuMs }) => cpuMs))
    const { result: typing } = await browser.call<TypingFigures[]>({ name: 'typing', parameters: [] })
    return { plainMs: medianOf('plain'), measuredMs: medianOf('measured'), toldMs: medianOf('told'), typing }
  } finally {
    await browser.close()
  }
}
