import { useEffect, useRef, useState } from 'react'
import type { SessionRegistry } from '../session/SessionRegistry.ts'

export type SaveNowPhase = 'ready' | 'saving' | 'saved'

/** Shorter writes than this are not worth a word. */
const SAVING_AFTER_MS = 400
/** Long enough to be read, short enough to press again. */
const SAVED_MS = 1_500

interface SaveNowOutcome {
  readonly onSaved: () => void
  readonly onFailed: () => void
}

/** One press at a time: what the button shows belongs to the newest. */
export function useSaveNow(
  registry: SessionRegistry,
  id: string | undefined,
): [SaveNowPhase, (to: SaveNowOutcome) => void] {
  const [phase, setPhase] = useState<SaveNowPhase>('ready')
  const press = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    return () => {
      press.current += 1
      clearTimeout(timer.current)
    }
  }, [])

  const after = (delayMs: number, next: SaveNowPhase): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setPhase(next), delayMs)
  }
  const save = ({ onSaved, onFailed }: SaveNowOutcome): void => {
    press.current += 1
    const own = press.current
    after(SAVING_AFTER_MS, 'saving')
    const end = (next: SaveNowPhase, tell: () => void): void => {
      tell()
      if (own !== press.current) return
      setPhase(next)
      if (next === 'saved') after(SAVED_MS, 'ready')
      else clearTimeout(timer.current)
    }
    // The failure itself is in the session's snapshot, and so on the badge, while the work is held.
    registry.saveNow(id).then(
      () => end('saved', onSaved),
      () => end('ready', onFailed),
    )
  }
  return [phase, save]
}
