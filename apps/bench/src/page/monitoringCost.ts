import type { AutoSaveMetrics } from '@autosave-kit/core'
import { GrowingSession } from './growthOf.ts'
import { timed } from './timed.ts'

const SIZE = 1_000

/** Long enough for what a save leaves behind it: notices, messages to oneself. */
const TAIL_MS = 20

const channel = globalThis.BroadcastChannel

/** What is switched on beside the save itself. */
const variants = [
  { name: 'plain', isMeasured: false, isTold: false },
  { name: 'measured', isMeasured: true, isTold: false },
  { name: 'told', isMeasured: false, isTold: true },
] as const

/** The same edits in turns: saved and nothing else; measured; told to the live queries of all pages, of which there are none. */
export async function monitoringCost(rounds: number): Promise<void> {
  const session = await GrowingSession.open('entityArray', SIZE)
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, isMeasured, isTold } of variants) {
      session.manager.updateConfig({ enablePerformanceMonitoring: isMeasured })
      // Without a channel nobody is told.
      Reflect.set(globalThis, 'BroadcastChannel', isTold ? channel : undefined)
      session.edit()
      await timed(name, async () => {
        await session.save()
        await new Promise((resolve) => setTimeout(resolve, TAIL_MS))
      })
    }
  }
  Reflect.set(globalThis, 'BroadcastChannel', channel)
  await session.manager.dispose()
}

export interface TypingFigures {
  readonly crashWindowMs: number
  readonly states: number
  readonly metrics: AutoSaveMetrics
}

const KEY_MS = 125
const KEYS_PER_SENTENCE = 40
const PAUSE_MS = 3_000
const SENTENCES = 5

/** Somebody types in a book of 5,844 chunks: eight keys a second, a pause to think after each sentence; by the default options, with early commits and without. */
export async function typing(): Promise<TypingFigures[]> {
  return [await typingWith(250), await typingWith(0)]
}

async function typingWith(crashWindowMs: number): Promise<TypingFigures> {
  const session = await GrowingSession.open('entityArray', 5_844)
  const { manager } = session
  manager.updateConfig({ crashWindowMs })
  let states = 1
  for (let sentence = 0; sentence < SENTENCES; sentence += 1) {
    for (let key = 0; key < KEYS_PER_SENTENCE; key += 1) {
      session.handOver()
      states += 1
      await new Promise((resolve) => setTimeout(resolve, KEY_MS))
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  await manager.flush()
  const metrics = manager.getMetrics()
  await manager.dispose()
  return { crashWindowMs, states, metrics }
}
