import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { LiveRegion, type Announcement } from './LiveRegion.ts'

function announce(announcement: Announcement): void {
  LiveRegion.of(document).announce(announcement)
}

/** Keeps the page's live region mounted, and answers with the way to speak through it. */
export function useLiveRegion(): (announcement: Announcement) => void {
  useIsomorphicLayoutEffect(() => LiveRegion.of(document).acquire(), [])
  return announce
}
