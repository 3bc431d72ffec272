import type { ConflictFork } from './ConflictFork.ts'
import type { Reconciliation } from './Reconciliation.ts'
import type { ConflictChoice } from './SaveConflict.ts'
import type { SessionContext } from './SessionContext.ts'

interface Resolved {
  readonly chosen: unknown
  /** To be called once it is stored: the fork has had its use, or holds the side that was not chosen. */
  settleFork(): Promise<void>
}

/**
 * What a person's choice comes to, against what is stored now. `undefined` when the conflict has ended meanwhile.
 *
 * @throws AutoSaveError what the storage throws; the conflict goes on.
 */
export async function resolveConflict(
  choice: ConflictChoice<unknown>,
  { facts }: SessionContext,
  store: Reconciliation,
): Promise<Resolved | undefined> {
  const side = await store.read()
  if (!facts.facts.isConflict) return undefined
  const { fork } = store
  // What is let go is on disk before it is.
  if (choice === 'theirs') await fork?.keepSurely(store.held)
  if (choice === 'both') await fork?.keepSurely(side.theirs)
  const isChosenSide = choice === 'mine' || choice === 'theirs' || choice === 'both'
  const chosen = isChosenSide ? store.mergeWith(side, choice === 'theirs' ? 'theirs' : 'mine') : choice
  store.rejoin(side.stored)
  return { chosen, settleFork: () => settle(fork, choice, side.theirs) }
}

/** The choice is stored by now: whoever made it gets its state, also when a copy stays listed that is needed no more. */
async function settle(fork: ConflictFork | undefined, choice: unknown, theirs: unknown): Promise<void> {
  if (choice === 'theirs') return
  // What was typed while it was being kept may have come over it.
  const settled = choice === 'both' ? fork?.keep(theirs) : fork?.drop()
  await settled?.catch(() => undefined)
}
