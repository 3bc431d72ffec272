import { useEffect, useRef, useState } from 'react'
import type { Fault } from './faults.ts'

export interface Faults {
  readonly broken: readonly string[]
  /** Begins a lasting fault, or mends it. */
  readonly toggle: (fault: Fault) => void
}

/** What is broken on this page now. Everything is mended when the panel goes. */
export function useFaults(): Faults {
  const ends = useRef(new Map<string, () => void>())
  const [broken, setBroken] = useState<readonly string[]>([])
  useEffect(() => {
    const { current } = ends
    return () => {
      for (const end of current.values()) end()
      current.clear()
    }
  }, [])
  const toggle = ({ name, begin }: Fault): void => {
    const end = ends.current.get(name)
    if (end) ends.current.delete(name)
    else ends.current.set(name, begin())
    end?.()
    setBroken([...ends.current.keys()])
  }
  return { broken, toggle }
}
