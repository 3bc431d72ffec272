import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import './Manuscript.css'
import { useProjectStore } from '../project/projectStore.ts'
import { select, showChunk, useInterfaceStore } from '../studio/interfaceStore.ts'
import { ChunkRow } from './ChunkRow.tsx'
import { estimateHeight } from './estimateHeight.ts'
import { chunkAfterKey } from './chunkAfterKey.ts'
import { deleteHere } from './chunkActions.ts'

/** The text as chunks one can read, edit and hear. Only those near the screen are in the page, however long the text. */
export function Manuscript() {
  const chunks = useProjectStore((store) => store.project.chunks)
  const selectedId = useInterfaceStore((screen) => screen.selectedId)
  const wish = useInterfaceStore((screen) => screen.wish)
  const scroller = useRef<HTMLDivElement>(null)
  const selectedIndex = chunks.findIndex((chunk) => chunk.id === selectedId)
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      // The selected chunk stays in the page when it is scrolled away: the focus and the words being typed are in it.
      if (selectedIndex === -1 || shown.includes(selectedIndex)) return shown
      return [...shown, selectedIndex].sort((a, b) => a - b)
    },
    [selectedIndex],
  )
  const virtualizer = useVirtualizer({
    count: chunks.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => chunks[index]?.id ?? index,
    estimateSize: (index) => estimateHeight(chunks[index], scroller.current?.clientWidth ?? 700),
    overscan: 8,
    rangeExtractor,
    useFlushSync: false,
  })

  useEffect(() => {
    if (wish === null) return
    const index = useProjectStore.getState().project.chunks.findIndex((chunk) => chunk.id === wish.id)
    if (index === -1) return
    virtualizer.scrollToIndex(index, { align: 'auto' })
    if (!wish.takesFocus) return
    // The chunk is in the page with this very commit, because the selected one always is.
    scroller.current?.querySelector<HTMLElement>(`[data-chunk-id="${CSS.escape(wish.id)}"]`)?.focus({ preventScroll: true })
  }, [wish, virtualizer])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.tagName !== 'ARTICLE') return
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'Delete' && selectedId !== null) {
      event.preventDefault()
      deleteHere(selectedId)
      return
    }
    const target = chunks[chunkAfterKey(event.key, selectedIndex, chunks.length) ?? -1]
    if (target === undefined) return
    event.preventDefault()
    select(target.id)
    showChunk(target.id)
  }
  const tabStop = selectedIndex === -1 ? 0 : selectedIndex
  return (
    <div className="manuscript" ref={scroller} data-testid="manuscript">
      <div
        className="manuscript-page"
        role="feed"
        aria-label="Manuscript"
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const chunk = chunks[index]
          if (chunk === undefined) return null
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="manuscript-row"
              style={{ transform: `translateY(${start}px)` }}
            >
              <ChunkRow chunk={chunk} index={index} count={chunks.length} isTabStop={index === tabStop} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
