import type { Preference } from '@autosave-kit/core'
import type { SessionRegistry } from './SessionRegistry.ts'

/** Ends a conflict and shows the outcome in every component of the session. */
export async function resolveConflict(
  registry: SessionRegistry,
  id: string,
  choice: Preference | 'both',
): Promise<void> {
  await Promise.all(registry.getSessions(id).map((session) => session.show(session.manager.resolveConflict(choice))))
}
