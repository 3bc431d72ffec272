import { findChunk, rememberEdit } from '../project/projectStore.ts'
import { useInterfaceStore } from '../studio/interfaceStore.ts'

/** The chunk that is edited, and what it said before: all that is typed in one go is one undo step. */
let session: { readonly id: string; readonly textBefore: string; readonly caret: number | undefined } | undefined

/** Opens a chunk for editing; `caret` is a position in its text, its end by default. */
export function beginEdit(id: string, caret?: number): void {
  const chunk = findChunk(id)
  if (chunk === undefined || session?.id === id) return
  endEdit()
  session = { id, textBefore: chunk.text, caret }
  useInterfaceStore.setState({ selectedId: id, editingId: id })
}

/** Ends it, if one is open. Nothing is lost by not calling this: each keystroke is in the project already. */
export function endEdit(): void {
  if (session === undefined) return
  rememberEdit(session.id, session.textBefore)
  session = undefined
  useInterfaceStore.setState({ editingId: null })
}

/** Where the cursor starts. */
export function startingCaret(id: string): number | undefined {
  return session?.id === id ? session.caret : undefined
}
