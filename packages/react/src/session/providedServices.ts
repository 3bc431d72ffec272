import type { SessionService } from './SessionService.ts'

const provided = new Map<SessionService, number>()

/** A provider of this service is on the page until the returned function is called. */
export function provideService(service: SessionService): () => void {
  provided.set(service, (provided.get(service) ?? 0) + 1)
  return () => {
    const left = (provided.get(service) ?? 1) - 1
    if (left > 0) provided.set(service, left)
    else provided.delete(service)
  }
}

/** Whether there are providers on the page, and none of them is this service's. */
export function isOutsideProviders(service: SessionService): boolean {
  return provided.size > 0 && !provided.has(service)
}
