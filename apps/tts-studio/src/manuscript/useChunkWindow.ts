// The virtualiser answers with one object that changes inside; a compiler of React's would take it for a constant.
'use no memo'

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback } from 'react'
import type { Chunk } from '../project/Project.ts'
import { chunkIds } from './chunkIds.ts'
import { estimateHeight } from './estimateHeight.ts'

/**
 * Which chunks are in the page, and where: those near the screen and the selected one, because the focus and the words being typed are in it.
 * Positions are guessed from the text and corrected when a chunk is drawn.
 */
export function useChunkWindow(
  chunks: readonly Chunk[],
  selectedIndex: number,
  scroller: RefObject<HTMLElement | null>,
) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      if (selectedIndex === -1 || shown.includes(selectedIndex)) return shown
      return [...shown, selectedIndex].sort((a, b) => a - b)
    },
    [selectedIndex],
  )
  // With a new function at every key the virtualiser would lay out all thousands of chunks again.
  const ids = chunkIds(chunks)
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids])
  return useVirtualizer({
    count: chunks.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize: (index) => estimateHeight(chunks[index], scroller.current?.clientWidth ?? 700),
    overscan: 8,
    paddingStart: 14,
    paddingEnd: 180,
    // A chunk that is gone to is not put under the edge, where its tools would be cut off and the notice would cover it.
    scrollPaddingStart: 110,
    scrollPaddingEnd: 150,
    rangeExtractor,
    useFlushSync: false,
  })
}
