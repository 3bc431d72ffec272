import { useEffect } from 'react'

/** After the first screen of the page, and long before the network is likely to be gone. In ms. */
const FETCH_AFTER_MS = 1_000

/** Fetches a part a moment after the component has come to the page. Whoever opens it asks again, and hears of a failure. */
export function useFetchedSoon(fetch: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetch().catch(() => undefined), FETCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [fetch])
}
