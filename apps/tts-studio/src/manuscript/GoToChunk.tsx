import { type KeyboardEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react'
import './GoToChunk.css'
import { useProjectStore } from '../project/projectStore.ts'
import { Icon } from '../studio/Icon.tsx'
import { showChunk } from '../studio/interfaceStore.ts'
import { findChunks, type FoundChunk } from './findChunks.ts'

/** Goes to a chunk by its number or by words in it. */
export function GoToChunk() {
  const chunks = useProjectStore((store) => store.project.chunks)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const deferredQuery = useDeferredValue(query)
  const found = useMemo(() => findChunks(chunks, deferredQuery), [chunks, deferredQuery])
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const isOpen = deferredQuery.trim() !== ''

  const choose = (target: FoundChunk | undefined) => {
    if (target === undefined) return
    setQuery('')
    field.current?.blur()
    showChunk(target.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      // Typed and sent at once: the list below may still be that of an earlier key.
      choose(query === deferredQuery ? found[active] : findChunks(chunks, query)[0])
    } else if (event.key === 'Escape') {
      setQuery('')
      field.current?.blur()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive(Math.max(0, Math.min(found.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1))))
    }
  }
  return (
    <div className="go-to" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setQuery('')}>
      <Icon name="search" />
      <input
        ref={field}
        id="go-to-chunk"
        className="go-to-field"
        type="search"
        role="combobox"
        aria-label="Go to chunk"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        placeholder="Go to number or words"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="go-to-list" id={listId} role="listbox" aria-label="Chunks found" hidden={!isOpen}>
        {found.map((target, index) => (
          <li
            key={target.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className="go-to-option"
            // Before the field loses the focus, which closes the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(target)}
          >
            <span className="chunk-number">{(target.index + 1).toLocaleString('en')}</span>
            <span>{target.excerpt}</span>
          </li>
        ))}
        {found.length === 0 && <li className="go-to-nothing">Nothing found. The manuscript has {chunks.length.toLocaleString('en')} chunks.</li>}
      </ul>
    </div>
  )
}
