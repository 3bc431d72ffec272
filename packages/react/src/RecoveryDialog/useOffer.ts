import type { AutoSaveOptions, RecoverableSession } from '@autosave-kit/core'
import { useState } from 'react'
import type { Recovery } from '../hooks/useRecovery.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { restoreRevision } from '../session/restoreRevision.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'
import { useSteps } from '../session/useSteps.ts'

export interface OfferState {
  /** `undone`: it was restored, and then taken back to when it was last closed in order. */
  readonly state: 'offered' | 'restored' | 'undone' | 'discarded'
  readonly isBusy: boolean
  /** Whether there is a time to go back to, once it is restored: one when it was last closed in order. */
  readonly canUndo: boolean
  /** Why the last step could not be taken; it changed nothing. */
  readonly error: unknown
  /** Restores; pressed again, takes that back. */
  readonly toggleRestored: () => void
  /** Discards; pressed again, takes that back. */
  readonly toggleDiscarded: () => void
}

/** The options of a session's own, as the component that shows it gives them. @public */
export type ConfigOf = (id: string) => AutoSaveOptions | undefined

interface OfferParts {
  readonly session: RecoverableSession
  readonly recovery: Recovery
  readonly configOf: ConfigOf
  readonly onRestored: (id: string) => void
}

/** What a person decides about one session, one step at a time. */
export function useOffer({ session, recovery, configOf, onRestored }: OfferParts): OfferState {
  const { id, revision, baseRevision } = session
  const registry = useRegistry()
  const canUndo = baseRevision > 0
  const [decision, setDecision] = useState<OfferState['state']>('offered')
  const [entry, setEntry] = useState<string>()
  const { take, ...steps } = useSteps()
  // It may have been put back from the list of the trash.
  const isPutBack = recovery.error === undefined && !recovery.trash.some((discarded) => discarded.id === entry)
  const state = decision === 'discarded' && isPutBack ? 'offered' : decision
  const restore = async (): Promise<'restored'> => {
    if (state === 'undone') await goTo(registry, id, revision)
    else await recovery.recover(id, configOf(id))
    onRestored(id)
    return 'restored'
  }
  const undo = async (): Promise<'undone'> => {
    const before = await registry.service.readVersion(id, baseRevision)
    await goTo(registry, id, before.revision)
    return 'undone'
  }
  const discard = async (): Promise<'discarded'> => {
    setEntry((await recovery.discard(id))?.id)
    return 'discarded'
  }
  const putBack = async (): Promise<'offered'> => {
    if (entry !== undefined) await recovery.restoreDiscarded(entry)
    return 'offered'
  }
  const step = (act: () => Promise<OfferState['state']>): void => take(async () => setDecision(await act()))
  return {
    state,
    canUndo,
    ...steps,
    toggleRestored: () => {
      if (state !== 'restored') step(restore)
      else if (canUndo) step(undo)
    },
    toggleDiscarded: () => step(state === 'discarded' ? putBack : discard),
  }
}

async function goTo(registry: SessionRegistry, id: string, revision: number): Promise<void> {
  const [shown] = registry.getSessions(id)
  // Recovered, and not shown by any component yet: the manager is there all the same.
  await (shown ? restoreRevision(shown, revision) : registry.service.getManager(id).restoreRevision(revision))
}
