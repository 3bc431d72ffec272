import { useRef, useState } from 'react'

export interface Steps {
  readonly isBusy: boolean
  /** Why the last step could not be taken; it changed nothing. */
  readonly error: unknown
  /** Takes a step, unless one is being taken: what comes meanwhile would not know what it is an answer to. */
  readonly take: (act: () => Promise<void>) => void
}

/** One step at a time. */
export function useSteps(): Steps {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const busy = useRef(false)
  const take = (act: () => Promise<void>): void => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setError(undefined)
    act()
      .catch(setError)
      .finally(() => {
        busy.current = false
        setBusy(false)
      })
  }
  return { isBusy, error, take }
}
