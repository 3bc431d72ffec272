import type { TabVerdict } from '../tabs/tabVerdict.ts'
import type { Surroundings } from './SessionContext.ts'

/** Whether a tab lives: asked of the lock manager, and where there is none of its last sign of life. `undefined`: nobody knows. */
export async function tabVerdictOf(
  { presence, heartbeat }: Pick<Surroundings, 'presence' | 'heartbeat'>,
  tabId: string,
  savedAt?: number,
): Promise<TabVerdict | undefined> {
  const isHeld = await presence.isAlive(tabId)
  if (heartbeat !== undefined) return heartbeat.verdict(tabId, isHeld, savedAt)
  return isHeld === undefined ? undefined : { isAlive: isHeld, certain: true }
}
