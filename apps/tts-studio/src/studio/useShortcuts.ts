import { useEffect } from 'react'
import { chunkKeys } from '../manuscript/chunkKeys.ts'
import { togglePlaying, usePlayerStore } from '../player/playerStore.ts'
import { findChunk } from '../project/projectStore.ts'
import { speakNow } from '../queue/speakNow.ts'
import {
  hasRoomForPanels,
  openDialog,
  say,
  setInspectorOpen,
  setOutlineOpen,
  useInterfaceStore,
} from './interfaceStore.ts'
import { isCommand } from './isCommand.ts'
import { redoHere, undoHere } from './undoHere.ts'

/** The keys that work anywhere in the studio. Save now brings its own (Ctrl/Cmd+S). */
export function useShortcuts(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  const { dialog, selectedId } = useInterfaceStore.getState()
  if (event.defaultPrevented || event.isComposing || dialog !== null) return
  const action = isCommand(event) ? commandAction(event, selectedId) : plainAction(event, selectedId)
  if (action === undefined) return
  event.preventDefault()
  action()
}

function commandAction(event: KeyboardEvent, selectedId: string | null): (() => void) | undefined {
  const key = event.key.toLowerCase()
  if (key === 'enter' && !event.shiftKey && selectedId !== null) return () => speakNow(selectedId)
  // A field being typed in has an undo of its own.
  if (isTyping(event.target)) return undefined
  if (key === 'z') return event.shiftKey ? redoHere : undoHere
  return key === 'y' ? redoHere : undefined
}

function plainAction(event: KeyboardEvent, selectedId: string | null): (() => void) | undefined {
  if (event.altKey || isTyping(event.target)) return undefined
  if (event.key === '?') return () => openDialog('shortcuts')
  if (event.key === 'Escape') return closeSheets()
  if (event.key === '/') return () => document.getElementById('go-to-chunk')?.focus()
  const onChunk = chunkKeys(event)
  if (onChunk !== undefined) return onChunk
  // On a button or a choice, Space is that control's own.
  if (event.key !== ' ' || isControl(event.target)) return undefined
  return () => playSelected(selectedId)
}

/** Where the side panels are sheets over the manuscript, Escape puts them away. */
function closeSheets(): (() => void) | undefined {
  const { isOutlineOpen, isInspectorOpen } = useInterfaceStore.getState()
  if (hasRoomForPanels() || (!isOutlineOpen && !isInspectorOpen)) return undefined
  return () => {
    setOutlineOpen(false)
    setInspectorOpen(false)
  }
}

function playSelected(selectedId: string | null): void {
  const { isPlaying } = usePlayerStore.getState()
  if (!isPlaying && selectedId !== null && findChunk(selectedId)?.speech === null) {
    say('This chunk has no speech yet. Ctrl or Cmd + Enter generates it.')
    return
  }
  togglePlaying(isPlaying ? null : selectedId)
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('textarea, select, input:not([type=range], [type=radio], [type=checkbox])')
  )
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, input, summary, [role=option]') !== null
}
