import type { Surroundings } from '../manager/SessionContext.ts'
import { tabVerdictOf } from '../manager/tabVerdictOf.ts'
import { findRecoverable } from '../recovery/recoverable/findRecoverable.ts'
import type { RecoverableSession } from '../recovery/recoverable/RecoverableSession.ts'
import type { TabVerdict } from '../tabs/tabVerdict.ts'

/** What can be recovered in this browser, as this page sees it. */
export async function recoverableSessions(
  surroundings: Surroundings,
  isOpenHere: (sessionId: string) => boolean,
): Promise<RecoverableSession[]> {
  const { storage, leftMarks, presence, heartbeat } = surroundings
  const hasLocks = (await presence.isAlive(presence.tabId)) !== undefined
  // One tab may have had many sessions open.
  const verdicts = new Map<string, Promise<TabVerdict | undefined>>()
  return findRecoverable({
    storage,
    markOf: (sessionId) => leftMarks.get(sessionId),
    verdictOf(tabId) {
      const verdict = verdicts.get(tabId) ?? tabVerdictOf(surroundings, tabId)
      verdicts.set(tabId, verdict)
      return verdict
    },
    // This page's own hold is not to be given up for a question.
    isOpen: async (sessionId) =>
      isOpenHere(sessionId) || (hasLocks && !(await presence.whileAlone(sessionId, () => Promise.resolve()))),
    lastSigns: (await heartbeat?.lastSigns()) ?? new Map<string, number>(),
  })
}
