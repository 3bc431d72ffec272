import type { TabPresence } from '../environment/TabPresence.ts'
import type { Surroundings } from '../manager/SessionContext.ts'
import { tabVerdictOf } from '../manager/tabVerdictOf.ts'
import { findRecoverable } from '../recovery/recoverable/findRecoverable.ts'
import type { RecoverableSession } from '../recovery/recoverable/RecoverableSession.ts'
import type { SessionNote } from '../storage/SessionBook.ts'
import type { TabVerdict } from '../tabs/tabVerdict.ts'

/** From here on all locks are asked for in one question: each is a way to the browser's own process and back. */
const ASKED_ONE_BY_ONE = 8

/** What can be recovered in this browser, as this page sees it. */
export async function recoverableSessions(
  surroundings: Surroundings,
  isOpenHere: (sessionId: string) => boolean,
): Promise<RecoverableSession[]> {
  const { storage, leftMarks, presence, heartbeat } = surroundings
  const hasLocks = (await presence.isAlive(presence.tabId)) !== undefined
  // One tab may have had many sessions open.
  const verdicts = new Map<string, Promise<TabVerdict | undefined>>()
  const isOpenElsewhere = askWhetherOpen(presence)
  const found = await findRecoverable({
    storage,
    markOf: (sessionId) => leftMarks.get(sessionId),
    verdictOf(tabId, savedAt) {
      const verdict = verdicts.get(tabId) ?? tabVerdictOf(surroundings, tabId, savedAt)
      verdicts.set(tabId, verdict)
      return verdict
    },
    // This page's own hold is not to be given up for a question.
    isOpenHere,
    isOpen: async (sessionId) => isOpenHere(sessionId) || (hasLocks && (await isOpenElsewhere(sessionId))),
    lastSigns: (await heartbeat?.lastSigns()) ?? new Map<string, number>(),
  })
  return withTitles(found, await storage.book.notes())
}

/** As somebody has named them. */
function withTitles(sessions: readonly RecoverableSession[], notes: readonly SessionNote[]): RecoverableSession[] {
  const titles = new Map(notes.map(({ id: [kind, sessionId], title }) => [kind === 'title' ? sessionId : '', title]))
  return sessions.map((session) => {
    const title = titles.get(session.id)
    return title === undefined ? session : { ...session, title }
  })
}

/** Whether a page has a session open; to be asked of sessions that are not open here. */
function askWhetherOpen(presence: TabPresence): (sessionId: string) => Promise<boolean> {
  let askedCount = 0
  let asked: Promise<ReadonlySet<string> | undefined> | undefined
  return async (sessionId) => {
    askedCount += 1
    const isMany = askedCount > ASKED_ONE_BY_ONE && presence.openSessions !== undefined
    const open = isMany ? await (asked ??= presence.openSessions?.()) : undefined
    return open?.has(sessionId) ?? !(await presence.whileAlone(sessionId, () => Promise.resolve()))
  }
}
