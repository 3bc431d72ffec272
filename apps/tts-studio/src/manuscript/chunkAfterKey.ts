const PAGE = 10

/** The position a key moves to from a chunk, within the manuscript; `undefined` for other keys. */
export function chunkAfterKey(key: string, index: number, count: number): number | undefined {
  const moves: Partial<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + PAGE,
    PageUp: index - PAGE,
    Home: 0,
    End: count - 1,
  }
  const target = moves[key]
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target))
}
