import type { SegmentRow } from '@autosave-kit/core'
import {
  contractRow,
  contractSegment,
  largeSegment,
  placesOf,
  relaxed,
  SESSION,
  storedPlaces,
  urgent,
} from './contractRows.ts'
import { expectSame } from './ContractViolation.ts'
import type { StorageContractCase } from './StorageContractCase.ts'

const allBytes = Uint8Array.from({ length: 256 }, (_, index) => index)

export const readingCases: readonly StorageContractCase[] = [
  {
    name: 'reads nothing of a session that nobody wrote',
    async run({ connect }) {
      const storage = connect()
      await storage.append([contractRow()], relaxed)
      expectSame(await storage.read('nobody'), [], 'rows')
      expectSame(await storage.read('nobody', { from: 0, through: 9 }), [], 'rows of a range')
      const each: unknown[] = []
      await storage.readEach('nobody', (row) => each.push(row))
      expectSame(each, [], 'rows handed on')
    },
  },
  {
    name: 'reads rows by revision and part, as numbers',
    async run({ connect }) {
      const storage = connect()
      for (const revision of [1, 2, 9, 10, 100])
        await storage.append(contractSegment(revision, revision === 9 ? 12 : 1), relaxed)
      const parts = Array.from({ length: 12 }, (_, part) => `9.${part}`)
      expectSame(await storedPlaces(storage), ['1.0', '2.0', ...parts, '10.0', '100.0'], 'places')
    },
  },
  {
    name: 'reads a range of revisions, both ends included, each of which may be missing',
    async run({ connect }) {
      const storage = connect()
      for (const revision of [1, 2, 3, 10, 11]) await storage.append(contractSegment(revision, 2), relaxed)
      const read = async (from?: number, through?: number): Promise<string[]> => {
        const range = { ...(from === undefined ? {} : { from }), ...(through === undefined ? {} : { through }) }
        return placesOf(await storage.read(SESSION, range))
      }
      expectSame(await read(2, 10), ['2.0', '2.1', '3.0', '3.1', '10.0', '10.1'], 'from 2 through 10')
      expectSame(await read(10), ['10.0', '10.1', '11.0', '11.1'], 'from 10')
      expectSame(await read(undefined, 1), ['1.0', '1.1'], 'through 1')
      expectSame(await read(3, 3), ['3.0', '3.1'], 'one revision')
      expectSame(await read(4, 9), [], 'an empty range')
      expectSame((await read()).length, 10, 'all rows')
    },
  },
  {
    name: 'hands on each row of a session once',
    async run({ connect }) {
      const storage = connect()
      const rows = [contractRow(), ...contractSegment(2, 3), contractRow({ revision: 5, base: 2 })]
      await storage.append(rows.slice(0, 1), relaxed)
      await storage.append(rows.slice(1, 4), relaxed)
      await storage.append(rows.slice(4), relaxed)
      const seen: SegmentRow[] = []
      await connect().readEach(SESSION, (row) => seen.push(row))
      expectSame(
        seen.toSorted((a, b) => a.revision - b.revision || a.part - b.part),
        rows,
        'rows',
      )
    },
  },
  {
    name: 'gives every field of a row back, and none that was not there',
    async run({ connect }) {
      const bare = contractRow()
      const full: SegmentRow = {
        ...contractRow({ revision: 2, base: 0, reason: 'manual', schemaVersion: 7 }),
        label: 'before the whale',
        binaries: [allBytes],
      }
      const storage = connect()
      await storage.append([bare], relaxed)
      await storage.append([full], relaxed)
      const rows = await connect().read(SESSION)
      expectSame(rows, [bare, full], 'rows')
      expectSame(
        rows.map((row) => Object.keys(row).toSorted()),
        [bare, full].map((row) => Object.keys(row).toSorted()),
        'names of the fields',
      )
    },
  },
  {
    name: 'gives texts back letter for letter',
    async run({ connect }) {
      const texts = [
        '',
        'plain',
        '“curly” – 鯨 🐋 👩‍🚀',
        '\u00e9 and e\u0301',
        'NUL \0 in between, and at the end \0',
        'a lone \ud83d, a lone \udc0b, the wrong way round \udc0b\ud83d',
        '\ufeffbegins with a byte order mark',
        'tab\t, line\n, return\r, \u2028 and \u2029, \\ and "',
        '{"$bytes":"not bytes"}',
        '\u007f\u0080\u00ff\u0100\uffff',
      ]
      const storage = connect()
      const rows = contractSegment(1, texts.length).map((row) => ({ ...row, payload: texts[row.part] ?? '' }))
      await storage.append(rows, relaxed)
      expectSame(await connect().read(SESSION), rows, 'rows')
    },
  },
  {
    name: 'gives bytes back: as payload, as binaries, none, and seen through a window of a larger buffer',
    async run({ connect }) {
      const utf8 = new TextEncoder().encode('\ufeff“curly” 鯨 🐋')
      const [payloads, window] = [[allBytes, utf8, new Uint8Array()], allBytes.subarray(100, 103)]
      const rows: SegmentRow[] = contractSegment(1, 4, { binaries: [allBytes, new Uint8Array(), window] }).map(
        (row) => ({
          ...row,
          payload: payloads[row.part] ?? window,
        }),
      )
      const storage = connect()
      await storage.append(rows, relaxed)
      expectSame(await connect().read(SESSION), rows, 'rows')
    },
  },
  {
    name: 'keeps values: what is done later to rows that were given or got changes nothing that is stored',
    async run({ connect }) {
      const storage = connect()
      const bytes = allBytes.slice()
      await storage.append([contractRow({ binaries: [bytes] })], relaxed)
      bytes.fill(0)
      for (const { binaries } of await storage.read(SESSION)) binaries?.[0]?.fill(7)
      expectSame(await storage.read(SESSION), [contractRow({ binaries: [allBytes] })], 'rows')
    },
  },
  {
    name: 'reads behind what was appended before, though nobody has waited for that',
    async run({ connect }) {
      const storage = connect()
      await storage.append([contractRow()], relaxed)
      const readBehind = async (...appends: readonly Promise<unknown>[]): Promise<readonly string[]> => {
        const ends = Promise.allSettled(appends)
        let count = 0
        const reading = storage.readEach(SESSION, () => (count += 1))
        const read = placesOf(await storage.read(SESSION, { from: 0 }))
        await reading
        await ends
        const stored = await storedPlaces(storage)
        expectSame([read, count], [stored, stored.length], 'what was read')
        return stored
      }
      const small = storage.append(contractSegment(2, 3), relaxed)
      const all = await readBehind(small, storage.append(largeSegment(3), relaxed))
      expectSame(all.length, 44, 'rows')
      // One that is still being issued may be given up for an urgent one.
      const late = storage.append(largeSegment(4), relaxed)
      expectSame((await readBehind(late, storage.append(contractSegment(5, 1), urgent))).at(-1), '5.0', 'the last')
    },
  },
]
