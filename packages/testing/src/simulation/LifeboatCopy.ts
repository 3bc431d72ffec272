import type { Alignment, CopyEntry, SegmentRow, SessionContent, SessionRow, Stock } from '@autosave-kit/core'
import type { SeededRandom } from './SeededRandom.ts'

/** The second copy of one session, whoever is asking. */
export class LifeboatCopy {
  readonly #rows = new Map<string, SegmentRow>()
  #card: SessionRow | undefined
  /** What it gives back may lack something since. */
  damageCount = 0

  get content(): SessionContent {
    const rows = [...this.#rows.values()].toSorted((a, b) => a.revision - b.revision || a.part - b.part)
    return { rows, card: this.#card }
  }

  get position(): number {
    return Math.max(0, ...[...this.#rows.values()].map(({ revision }) => revision))
  }

  apply(entry: CopyEntry): void {
    if (entry.type === 'card') this.#card = entry.card
    else if (entry.type === 'row') this.#rows.set(keyOf(entry.row), structuredClone(entry.row))
    else for (const key of entry.keys) this.#retire(keyOf(key), entry.mode)
  }

  align({ rows, position, isComplete }: Stock): Alignment {
    if (position === 0 && this.#rows.size > 0) return { type: 'unsure' }
    const held = new Map(rows.map((row) => [keyOf(row), row]))
    const own = [...this.#rows.values()]
    const common = own.filter((row) => held.has(keyOf(row)))
    const isAhead = (common.length === 0 || !isComplete) && own.some(({ revision }) => revision > position)
    // The real one keeps what it sets aside in another file.
    if (isAhead || common.some((row) => held.get(keyOf(row))?.checksum !== row.checksum)) this.#rows.clear()
    for (const row of own) if (row.revision <= position && !held.has(keyOf(row))) this.#rows.delete(keyOf(row))
    const missing = rows.filter((row) => {
      const found = this.#rows.get(keyOf(row))
      return found === undefined || (found.reason === 'retired') !== row.isEmptied
    })
    return { type: 'aligned', missing: missing.map(({ revision, part }) => ({ revision, part })) }
  }

  /** A frame of the file cannot be read any more. */
  damage(random: SeededRandom): void {
    this.damageCount += 1
    const keys = [...this.#rows.keys()]
    this.#rows.delete(keys[random.below(keys.length)] ?? '')
  }

  #retire(key: string, mode: 'remove' | 'empty'): void {
    const row = this.#rows.get(key)
    if (row === undefined) return
    const { binaries: _binaries, ...rest } = row
    if (mode === 'remove') this.#rows.delete(key)
    else this.#rows.set(key, { ...rest, reason: 'retired', payload: '' })
  }
}

function keyOf({ revision, part }: { readonly revision: number; readonly part: number }): string {
  return `${revision}/${part}`
}
