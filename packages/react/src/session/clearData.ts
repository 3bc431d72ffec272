import type { SessionRegistry } from './SessionRegistry.ts'

/**
 * Deletes all that the service keeps in this browser. What the page shows is let go of with it: nothing of it is stored any more, and
 * nobody who leaves is asked to stay for its sake.
 */
export async function clearData(registry: SessionRegistry): Promise<void> {
  await registry.service.purge()
  // They hold what was on the screen and cannot store it; that is what was asked for.
  await Promise.allSettled(registry.getSessions().map(({ id }) => registry.forget(id)))
}
