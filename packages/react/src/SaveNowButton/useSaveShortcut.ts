import { useEffect, useRef } from 'react'
import { isSaveShortcut } from './saveShortcut.ts'

/** Key presses a button of ours took; a second button, of another session, still answers to them. */
const taken = new WeakSet<Event>()

/** Binds Ctrl/Cmd+S while mounted. A press the app handled itself is left alone. */
export function useSaveShortcut(onSave: () => void): void {
  const latest = useRef(onSave)
  useEffect(() => {
    latest.current = onSave
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isSaveShortcut(event) || (event.defaultPrevented && !taken.has(event))) return
      // The browser's own dialog would offer to save the page as a file.
      event.preventDefault()
      taken.add(event)
      if (!event.repeat) latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
