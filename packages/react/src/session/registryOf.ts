import { SessionRegistry } from './SessionRegistry.ts'
import type { SessionService } from './SessionService.ts'

const registries = new WeakMap<SessionService, SessionRegistry>()

/**
 * The registry of a service. There is one per service, not one per provider: two providers over one service must not remove a manager
 * the other still uses, and a badge placed outside a provider still tells the truth.
 */
export function registryOf(service: SessionService): SessionRegistry {
  let registry = registries.get(service)
  if (!registry) {
    registry = new SessionRegistry(service)
    registries.set(service, registry)
  }
  return registry
}
