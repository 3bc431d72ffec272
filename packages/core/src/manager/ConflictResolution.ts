import type { MergeConflict } from '../recovery/merge/mergeStates.ts'
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
  if (choice === 'theirs' || isPick(choice)) await fork?.keepSurely(store.held)
  if (choice === 'both') await fork?.keepSurely(side.theirs)
  let isMineLetGo = choice === 'theirs'
  const pick = (place: MergeConflict): 'mine' | 'theirs' => {
    const picked = isPick(choice) ? choice(place) : 'mine'
    isMineLetGo ||= picked === 'theirs'
    return picked
  }
  const preference = choice === 'theirs' ? choice : pick
  const isMerge = choice === 'mine' || choice === 'theirs' || choice === 'both' || isPick(choice)
  const chosen = isMerge ? store.mergeWith(side, preference) : choice
  store.rejoin(side.stored)
  const settleFork = async (): Promise<void> => {
    // The copy of this tab's work stays: some of it is nowhere else now.
    if (!isMineLetGo) await settle(fork, choice, side.theirs)
  }
  return { chosen, settleFork }
}

/** No state is a function: there is no storing one. */
function isPick(choice: unknown): choice is (place: MergeConflict) => 'mine' | 'theirs' {
  return typeof choice === 'function'
}

/** The choice is stored by now: whoever made it gets its state, also when a copy stays listed that is needed no more. */
async function settle(fork: ConflictFork | undefined, choice: unknown, theirs: unknown): Promise<void> {
  // What was typed while it was being kept may have come over it.
  const settled = choice === 'both' ? fork?.keep(theirs) : fork?.drop()
  await settled?.catch(() => undefined)
}
