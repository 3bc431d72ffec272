import { tellDeveloper } from './tellDeveloper.ts'

/** What the app's own code threw at the kit's call: reported like any uncaught error of the app, without stopping anybody. */
export function reportFailure(cause: unknown): void {
  if (typeof reportError === 'function') reportError(cause)
  else tellDeveloper(`a listener failed: ${cause instanceof Error ? cause.name : 'not with an error'}`)
}
