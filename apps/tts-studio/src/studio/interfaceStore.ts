import { create } from 'zustand'
import type { FoundText } from '../start/FoundText.ts'

/** A line that says what just happened, until it is dismissed or replaced. */
export interface Notice {
  readonly text: string
  readonly tone: 'info' | 'problem'
  /** Offers to take the last step back. */
  readonly canUndo: boolean
}

export type DialogName = 'open' | 'about' | 'shortcuts' | 'generate' | 'export' | 'versions' | 'projects' | 'recovery'

interface InterfaceStore {
  readonly selectedId: string | null
  readonly editingId: string | null
  readonly dialog: DialogName | null
  /** A text dropped on the page while another is open: the dialog asks what to do with it. */
  readonly offered: FoundText | null
  readonly isOutlineOpen: boolean
  readonly isInspectorOpen: boolean
  readonly notice: Notice | null
  /** Asks the manuscript to show a chunk and put the focus on it; a new object for each wish. */
  readonly wish: { readonly id: string; readonly isNear: boolean } | null
}

/** Below this width the outline and the inspector are sheets over the manuscript, one at a time. The style sheets say the same number. */
export const sheetQuery = '(max-width: 1023px)'

/** Below this the inspector is the only panel that is open at first: the manuscript needs the room. */
const bothPanelsQuery = '(min-width: 1200px)'

/** What is on the screen. None of it is saved. */
export const useInterfaceStore = create<InterfaceStore>(() => ({
  selectedId: null,
  editingId: null,
  dialog: null,
  offered: null,
  isOutlineOpen: window.matchMedia(bothPanelsQuery).matches,
  isInspectorOpen: hasRoomForPanels(),
  notice: null,
  wish: null,
}))

const { setState } = useInterfaceStore

/** A window that becomes wider or narrower gets what it would have had from the start: sheets never open by themselves. */
export function fitPanels(): void {
  setState({ isOutlineOpen: window.matchMedia(bothPanelsQuery).matches, isInspectorOpen: hasRoomForPanels() })
}

export function hasRoomForPanels(): boolean {
  return !window.matchMedia(sheetQuery).matches
}

export function select(id: string | null): void {
  setState({ selectedId: id })
}

/** Selects a chunk, scrolls to it and puts the focus on it. A near one moves the page no more than it must. */
export function showChunk(id: string, { isNear = false } = {}): void {
  setState({ selectedId: id, wish: { id, isNear } })
}

export function openDialog(dialog: DialogName): void {
  setState({ dialog })
}

export function offerText(offered: FoundText): void {
  setState({ dialog: 'open', offered })
}

export function closeDialog(): void {
  setState({ dialog: null, offered: null })
}

export function setOutlineOpen(isOutlineOpen: boolean): void {
  setState(isOutlineOpen && !hasRoomForPanels() ? { isOutlineOpen, isInspectorOpen: false } : { isOutlineOpen })
}

export function setInspectorOpen(isInspectorOpen: boolean): void {
  setState(isInspectorOpen && !hasRoomForPanels() ? { isInspectorOpen, isOutlineOpen: false } : { isInspectorOpen })
}

export function say(text: string, { tone = 'info', canUndo = false }: Partial<Omit<Notice, 'text'>> = {}): void {
  setState({ notice: { text, tone, canUndo } })
}

export function dismissNotice(): void {
  setState({ notice: null })
}
