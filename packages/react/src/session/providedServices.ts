import type { SessionService } from './SessionService.ts'

/** Of the providers on the page, one entry each. */
const provided: SessionService[] = []

/** A provider of this service is on the page until the returned function is called. */
export function provideService(service: SessionService): () => void {
  provided.push(service)
  return () => void provided.splice(provided.indexOf(service), 1)
}

/** Whether there are providers on the page, and none of them is this service's. */
export function isOutsideProviders(service: SessionService): boolean {
  return provided.length > 0 && !provided.includes(service)
}
