import { type KeyboardEvent, type PointerEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react'
import { useProjectStore } from '../project/projectStore.ts'
import { showChunk } from '../studio/interfaceStore.ts'
import { findChunks, type FoundChunk } from './findChunks.ts'

/**
 * The behaviour of the "Go to chunk" field: a combobox with a list, as the ARIA practices describe it. The focus stays in the field; the
 * arrow keys move through the list. Answers with the props of each part.
 */
export function useGoTo() {
  const { query, found, isOpen, active, setActive, setQuery, findNow } = useSearch()
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  // Leaving the field empties it and closes the list.
  const leave = () => field.current?.blur()
  const choose = (target: FoundChunk | undefined) => {
    leave()
    if (target !== undefined) showChunk(target.id)
  }
  const keys = {
    Enter: () => choose(findNow()),
    Escape: leave,
    ArrowDown: () => setActive(1),
    ArrowUp: () => setActive(-1),
  }
  return {
    found,
    fieldProps: {
      ref: field,
      role: 'combobox',
      'aria-expanded': isOpen,
      'aria-controls': listId,
      'aria-activedescendant': isOpen && active in found ? `${listId}-${active}` : undefined,
      value: query,
      onChange: (event: { target: { value: string } }) => setQuery(event.target.value),
      onKeyDown: (event: KeyboardEvent) => act(event, keys),
      onBlur: () => setQuery(''),
    },
    listProps: { id: listId, role: 'listbox', hidden: !isOpen },
    optionProps: (index: number) => ({
      id: `${listId}-${index}`,
      role: 'option',
      'aria-selected': index === active,
      // The field keeps the focus: losing it closes the list before the click arrives.
      onPointerDown: (event: PointerEvent) => event.preventDefault(),
      onClick: () => choose(found[index]),
    }),
  }
}

function act(event: KeyboardEvent, keys: Partial<Record<string, () => void>>): void {
  const action = keys[event.key]
  if (action === undefined) return
  event.preventDefault()
  action()
}

function useSearch() {
  const chunks = useProjectStore((store) => store.project.chunks)
  const [{ query, active }, setState] = useState({ query: '', active: 0 })
  // Searching megabytes must not hold up the key that asked for it.
  const shownQuery = useDeferredValue(query)
  const found = useMemo(() => findChunks(chunks, shownQuery), [chunks, shownQuery])
  return {
    query,
    active,
    found,
    isOpen: shownQuery.trim() !== '',
    setQuery: (wanted: string) => setState({ query: wanted, active: 0 }),
    setActive: (step: 1 | -1) => setState({ query, active: Math.max(0, Math.min(found.length - 1, active + step)) }),
    /** The chosen chunk. Typed and sent at once: the list on the screen may still be that of an earlier key. */
    findNow: () => (query === shownQuery ? found[active] : findChunks(chunks, query)[0]),
  }
}
