import { useEffect, useState } from 'react'

/** Bytes, as the browser estimates them for everything of this site. */
export interface StorageRoom {
  readonly used: number
  readonly free: number
}

/** `undefined` until it is known, and where the browser does not say. Asked again whenever `moment` changes. */
export function useStorageEstimate(moment: unknown): StorageRoom | undefined {
  const [room, setRoom] = useState<StorageRoom>()
  useEffect(() => {
    let isCurrent = true
    // An older browser, or a page without a secure origin.
    const storage: StorageManager | undefined = navigator.storage
    void storage?.estimate?.().then(
      ({ usage, quota }) => {
        if (!isCurrent || usage === undefined || quota === undefined) return
        setRoom({ used: usage, free: Math.max(0, quota - usage) })
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [moment])
  return room
}
