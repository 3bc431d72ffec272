import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffState, emptyTree } from '../../records/diffState.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import { formatSessionFile, linesChecksum } from './formatSessionFile.ts'
import { parseSessionFile } from './parseSessionFile.ts'

const header = {
  sessionId: 'a',
  revision: 1,
  base: 0,
  writer: 't',
  savedAt: 5,
  reason: 'manual',
  schemaVersion: 1,
} as const
const state = {
  title: 'Moby-Dick “1”',
  chapters: Array.from({ length: 60 }, (_, id) => ({ id, text: 'whale'.repeat(id * 9) })),
}
const told = { id: 'a', title: 'Book', createdAt: 1, savedAt: 5, exportedAt: 9, missingPaths: [] }
const lines = formatSessionFile({
  header: told,
  rows: toSegmentRows(header, diffState(emptyTree, { ...state, audio: new Uint8Array(70_000) })),
})
const whole = lines.join('')
const bytes = new TextEncoder().encode(whole)

function codeOf(text: string): string {
  try {
    parseSessionFile(text)
    return 'imported'
  } catch (error) {
    return String(Reflect.get(Object(error), 'code'))
  }
}

/** Lines with an end that fits them: somebody made them on purpose. */
function sealed(changed: readonly string[]): string {
  const plain = changed.map((line) => line.trimEnd())
  return [...plain, JSON.stringify({ rows: plain.length - 1, checksum: linesChecksum(plain) }), ''].join('\n')
}

describe('A file to import', () => {
  it('is taken as it was written', () => {
    expect(parseSessionFile(whole)).toMatchObject({ file: told, missingPaths: [], header: { savedAt: 5 } })
    expect(codeOf(sealed(lines.slice(0, -1)))).toBe('imported')
  })

  it('is refused whichever of its bytes is another', () => {
    const refused = new Set(['IMPORT_FOREIGN', 'IMPORT_NEWER', 'IMPORT_DAMAGED'])
    const damage = fc.record({ at: fc.oneof(fc.nat(400), fc.nat(bytes.length - 1)), bit: fc.nat(7) })
    fc.assert(
      fc.property(damage, ({ at, bit }) => {
        const changed = bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit))
        expect(refused).toContain(codeOf(new TextDecoder().decode(changed)))
      }),
      { numRuns: 600 },
    )
  })

  it('is refused wherever it is cut off, and with anything behind its end', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(codeOf(whole.slice(0, length))).toMatch(/^IMPORT_/)
      }),
      { numRuns: 500 },
    )
    expect(['x', '\n', whole].map((more) => codeOf(whole + more))).toEqual(Array(3).fill('IMPORT_DAMAGED'))
  })

  it('is refused when its lines are others, in another order, or twice, though its end fits them', () => {
    const [first = '', ...rest] = lines.slice(0, -1)
    expect(rest.length).toBeGreaterThan(2)
    const others = [
      [],
      rest.toReversed(),
      rest.slice(1),
      rest.slice(0, -1),
      [...rest, ...rest],
      [...rest, '{}'],
      [...rest, 'null'],
    ]
    expect(others.map((rows) => codeOf(sealed([first, ...rows])))).toEqual(others.map(() => 'IMPORT_DAMAGED'))
  })

  it('is refused when its header says what no header says, though its end fits it', () => {
    const rows = lines.slice(1, -1)
    const said: object[] = [{ id: 'b' }, { id: '' }, { id: 7 }, { title: 7 }, { createdAt: null }, { savedAt: 'x' }]
    const more: object[] = [
      { exportedAt: null },
      { missingPaths: null },
      { missingPaths: [7] },
      { missingPaths: ['x'] },
      { version: 0 },
    ]
    const codes = [...said, ...more].map((change) => {
      const first = JSON.stringify({ format: 'autosave-kit/session', version: 1, ...told, ...change })
      return codeOf(sealed([first, ...rows]))
    })
    expect(codes).toEqual(codes.map(() => 'IMPORT_DAMAGED'))
  })

  it('is told from one of a newer kit, and from files that are none', () => {
    expect(codeOf(sealed(['{"format":"autosave-kit/session","version":2}']))).toBe('IMPORT_NEWER')
    const foreign = [
      '',
      '\n',
      'null',
      '[]',
      '{}',
      '{"version":1}',
      'PK\u0003\u0004',
      '{"title":"a note"}\n',
      '"autosave-kit/session"',
    ]
    expect(foreign.map(codeOf)).toEqual(foreign.map(() => 'IMPORT_FOREIGN'))
  })
})
