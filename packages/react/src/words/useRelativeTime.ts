import { useCallback, useSyncExternalStore } from 'react'
import { relativeTime, relativeTimeChangesInMs } from './relativeTime.ts'

/** "2 min ago", kept up to date; `undefined` within the first minute, without a moment, and on a server. */
export function useRelativeTime(at: number | undefined, locale: string | undefined): string | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (at === undefined) return () => undefined
      let timer: ReturnType<typeof setTimeout>
      const arm = (): void => {
        timer = setTimeout(
          () => {
            listener()
            arm()
          },
          relativeTimeChangesInMs(at, Date.now()),
        )
      }
      arm()
      return () => clearTimeout(timer)
    },
    [at],
  )
  // The words themselves are the snapshot: React renders again only when they differ.
  return useSyncExternalStore(
    subscribe,
    () => (at === undefined ? undefined : relativeTime(at, Date.now(), locale)),
    () => undefined,
  )
}
