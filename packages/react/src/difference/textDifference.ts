/** A stretch of a text that stayed, went or came. */
export interface TextPiece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Words and what is between them, so that a change reads as words, not as letters. */
const TOKEN = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu
/** Beyond this many steps the middle is said to be replaced: it is, to whoever reads it. */
const MOST_STEPS = 1_000_000

/** What became of a text, word by word, in order. */
export function textDifference(before: string, after: string): readonly TextPiece[] {
  const [old, now] = [before.match(TOKEN) ?? [], after.match(TOKEN) ?? []]
  const start = commonStart(old, now)
  const end = commonStart(old.slice(start).toReversed(), now.slice(start).toReversed())
  const middle = [old.slice(start, old.length - end), now.slice(start, now.length - end)] as const
  const pieces: TextPiece[] = [
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middlePieces(...middle),
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ]
  return joined(pieces)
}

function commonStart(old: readonly string[], now: readonly string[]): number {
  let length = 0
  while (length < old.length && length < now.length && old[length] === now[length]) length += 1
  return length
}

function middlePieces(old: readonly string[], now: readonly string[]): TextPiece[] {
  if (old.length * now.length > MOST_STEPS)
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: now.join('') },
    ]
  const lengths = commonLengths(old, now)
  const pieces: TextPiece[] = []
  let [from, to] = [0, 0]
  while (from < old.length || to < now.length) {
    const [removed, added] = [old[from], now[to]]
    const keepsMore = (lengths[from + 1]?.[to] ?? -1) >= (lengths[from]?.[to + 1] ?? -1)
    if (removed !== undefined && removed === added) {
      pieces.push({ kind: 'same', text: removed })
      from += 1
      to += 1
    } else if (removed !== undefined && (added === undefined || keepsMore)) {
      pieces.push({ kind: 'removed', text: removed })
      from += 1
    } else {
      pieces.push({ kind: 'added', text: added ?? '' })
      to += 1
    }
  }
  return pieces
}

/** For each place in both how many tokens the rests have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let from = old.length - 1; from >= 0; from -= 1) {
    const [row, below] = [rows[from], rows[from + 1]]
    for (let to = now.length - 1; row && below && to >= 0; to -= 1) {
      const both = (below[to + 1] ?? 0) + 1
      row[to] = old[from] === now[to] ? both : Math.max(below[to] ?? 0, row[to + 1] ?? 0)
    }
  }
  return rows
}

/** Neighbours of a kind are one piece; a space between two changed words goes with them, or each word would be a change of its own. */
function joined(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const all: TextPiece[] = []
  for (const [index, piece] of pieces.entries()) {
    if (piece.text === '') continue
    const last = all.at(-1)
    const isBridge = piece.kind === 'same' && piece.text.trim() === '' && last?.kind !== 'same'
    if (isBridge && last && pieces[index + 1] && pieces[index + 1]?.kind !== 'same') {
      all.push({ kind: 'removed', text: piece.text }, { kind: 'added', text: piece.text })
    } else all.push(piece)
  }
  return mergedRuns(all)
}

/** Between two stretches that stayed: first all that went, then all that came. */
function mergedRuns(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const merged: TextPiece[] = []
  let [removed, added] = ['', '']
  const flush = (): void => {
    if (removed !== '') merged.push({ kind: 'removed', text: removed })
    if (added !== '') merged.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const { kind, text } of pieces) {
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else {
      flush()
      const last = merged.at(-1)
      if (last?.kind === 'same') merged[merged.length - 1] = { kind, text: last.text + text }
      else merged.push({ kind, text })
    }
  }
  flush()
  return merged
}
