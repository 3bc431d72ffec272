import type { SaveSession } from './SaveSession.ts'

/** Brings a version back and shows it in every component of the session. Resolves with the revision there was before. */
export function restoreRevision(session: SaveSession, revision: number): Promise<number> {
  return session.show(change(session, revision))
}

async function change({ manager }: SaveSession, revision: number): Promise<number> {
  // What the manager would do itself, done here to know which revision holds it.
  if (manager.getSnapshot().isUnsaved) await manager.flush()
  const { revision: before } = manager.getSnapshot()
  await manager.restoreRevision(revision)
  return before
}
