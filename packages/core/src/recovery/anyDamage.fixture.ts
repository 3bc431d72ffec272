import fc from 'fast-check'
import type { SegmentRow } from '../records/SegmentRow.ts'

/** What happens to a row: the rows that are found in its stead. */
export interface Damage {
  readonly at: number
  readonly change: (row: SegmentRow, other: SegmentRow) => SegmentRow[]
}

/** What a field may hold that nobody wrote. */
const nonsense: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  -1,
  0,
  1.5,
  2 ** 53,
  Number.POSITIVE_INFINITY,
  '',
  '7',
  'retired',
  'compaction',
  true,
  [],
  {},
  10n,
  new Uint8Array(3),
  new Date(0),
]

const fields: readonly (keyof SegmentRow)[] = [
  ...(['sessionId', 'base', 'writer', 'savedAt', 'reason', 'label', 'schemaVersion'] as const),
  ...(['part', 'partCount', 'payload', 'binaries', 'format', 'checksum'] as const),
]

type Change = Damage['change']

/** Changes one letter, or byte, of the payload. */
function flip(at: number, bit: number): Change {
  return (row) => {
    const { payload } = row
    const index = at % Math.max(1, payload.length)
    if (typeof payload !== 'string')
      return [{ ...row, payload: payload.with(index, (payload[index] ?? 0) ^ (1 << (bit % 8))) }]
    const letter = String.fromCharCode(payload.charCodeAt(index) ^ (1 << (bit % 16)))
    return [{ ...row, payload: payload.slice(0, index) + letter + payload.slice(index + 1) }]
  }
}

/** What is in front of the first tab: the mark of a line, an id, a compaction's decisions. */
function flipFront(at: number, bit: number): Change {
  return (row, other) => flip(at % 40, bit)(row, other)
}

function flipBytes(at: number, bit: number): Change {
  return (row) => {
    const [first = new Uint8Array(1), ...others] = row.binaries ?? []
    const index = at % Math.max(1, first.length)
    return [{ ...row, binaries: [first.with(index, (first[index] ?? 0) ^ (1 << (bit % 8))), ...others] }]
  }
}

function truncate(at: number): Change {
  return (row) => [{ ...row, payload: row.payload.slice(0, at % Math.max(1, row.payload.length)) }]
}

function overwrite(field: keyof SegmentRow, value: unknown): Change {
  return (row) => [{ ...row, [field]: value }]
}

const swapHeader: Change = ({ payload, revision, part }, { binaries: _binaries, ...other }) => [
  { ...other, payload, revision, part },
]

const swapPayload: Change = (row, { payload }) => [{ ...row, payload }]

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat()).map(([at, bit]) => flip(at, bit)),
  fc.tuple(fc.nat(), fc.nat()).map(([at, bit]) => flipFront(at, bit)),
  fc.tuple(fc.nat(), fc.nat()).map(([at, bit]) => flipBytes(at, bit)),
  fc.nat().map(truncate),
  fc.tuple(fc.constantFrom(...fields), fc.constantFrom(...nonsense)).map(([field, value]) => overwrite(field, value)),
  fc.constant<Change>(() => []),
  fc.constant<Change>((row) => [row, structuredClone(row)]),
  fc.constant<Change>((row) => [row, { ...row, revision: row.revision + 1 }]),
  fc.constant(swapHeader),
  fc.constant(swapPayload),
)

export const anyDamage: fc.Arbitrary<Damage> = fc.record({ at: fc.nat(1_000), change: anyChange })
