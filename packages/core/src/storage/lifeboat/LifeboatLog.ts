import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { RowKey, SessionRow } from '../SegmentStorage.ts'
import type { Frame, FrameCodec, FrameContent, GoneKey } from './FrameCodec.ts'
import type { LogFile } from './LogFile.ts'

/** The newest that a log says of a row: that it is there, or that it is gone. */
export interface LogEntry extends RowKey {
  readonly form: 'row' | 'emptied' | 'gone'
  /** The row's own; -1 in a `gone` that holds for whatever stands there. */
  readonly checksum: number
  readonly at: number
  readonly length: number
}

type FramePlace = Pick<LogEntry, 'at' | 'length'>

/**
 * One file of the second copy: frames, one behind the other, of which each says something of a row or a session. A torn end
 * and a damaged frame cost nothing else.
 *
 * Source of the worker too, see `FrameCodec`.
 */
export class LifeboatLog {
  declare readonly file: LogFile
  declare readonly entries: Map<string, LogEntry>
  /** Highest revision that it has ever held. */
  declare position: number
  /** Bytes of the frames that still say something. */
  declare liveLength: number
  /** How often something could not be read when it was opened. */
  declare damagedCount: number
  declare private readonly codec: FrameCodec
  declare private size: number
  declare private cardPlace: FramePlace | undefined
  declare private pending: Uint8Array[]
  declare private pendingLength: number

  constructor(file: LogFile, codec: FrameCodec) {
    this.file = file
    this.codec = codec
    this.entries = new Map()
    this.position = 0
    this.liveLength = 0
    this.damagedCount = 0
    this.size = 0
    this.cardPlace = undefined
    this.pending = []
    this.pendingLength = 0
  }

  /** Bytes in the file and on their way there. */
  get length(): number {
    return this.size + this.pendingLength
  }

  get rows(): LogEntry[] {
    return Array.from(this.entries.values()).filter(({ form }) => form !== 'gone')
  }

  get gone(): LogEntry[] {
    return Array.from(this.entries.values()).filter(({ form }) => form === 'gone')
  }

  /** Reads all that can be read, behind a damaged frame too. What comes next is written over a torn end. */
  open(): void {
    const end = this.file.getSize()
    for (let at = 0; at < end;) {
      const frame = this.frameAt(at)
      if (frame !== undefined) {
        this.learn(frame.content, { at, length: frame.bytes.length })
        at += frame.bytes.length
        this.size = at
        continue
      }
      this.damagedCount += 1
      at = this.nextFrameAfter(at, end)
    }
  }

  entry({ revision, part }: RowKey): LogEntry | undefined {
    return this.entries.get(`${revision}/${part}`)
  }

  /** Rows that are none (damaged in the database) are passed over. */
  addRow(row: SegmentRow): void {
    const bytes = this.codec.encodeRow(row)
    if (bytes !== undefined) this.add({ row }, bytes)
  }

  addGone(keys: readonly GoneKey[]): void {
    if (keys.length > 0) this.add({ gone: keys }, this.codec.encode({ gone: keys }, []))
  }

  addCard(card: SessionRow): void {
    this.add({ card }, this.codec.encode({ card }, []))
  }

  /** Takes over what another log says there. */
  addFrame(log: LifeboatLog, { at }: FramePlace): void {
    const frame = log.frameAt(at)
    if (frame !== undefined) this.add(frame.content, frame.bytes)
  }

  /** All that still says something, in the order in which it came. What is gone is said on only if others may still hold it. */
  copyTo(log: LifeboatLog, isGoneKept: boolean): void {
    log.position = this.position
    for (const entry of this.rows.sort((a, b) => a.at - b.at)) {
      log.addFrame(this, entry)
      // No more than a few of them in memory at a time.
      if (log.pendingLength > 1_048_576) log.flush()
    }
    if (this.cardPlace !== undefined) log.addFrame(this, this.cardPlace)
    if (isGoneKept) log.addGone(this.gone.map(({ revision, part, checksum }) => [revision, part, checksum]))
    log.flush()
  }

  /** Writes what was added. When it throws nobody knows what is in the file: it has to be opened anew. */
  flush(): void {
    for (const bytes of this.pending.splice(0)) {
      const written = this.file.write(bytes, { at: this.size })
      if (written !== bytes.length) throw new Error('The file took only a part of what was written.')
      this.size += bytes.length
    }
    this.pendingLength = 0
    // What is left of a torn frame would be one more damaged frame behind this.
    if (this.file.getSize() > this.size) this.file.truncate(this.size)
    this.file.flush()
  }

  readRow({ at }: FramePlace): SegmentRow | undefined {
    const frame = this.frameAt(at)
    return frame === undefined ? undefined : this.codec.rowOf(frame)
  }

  readCard(): SessionRow | undefined {
    return this.cardPlace === undefined ? undefined : this.frameAt(this.cardPlace.at)?.content.card
  }

  private add(content: FrameContent, bytes: Uint8Array): void {
    this.learn(content, { at: this.length, length: bytes.length })
    this.codec.seal(bytes, this.position)
    this.pending.push(bytes)
    this.pendingLength += bytes.length
  }

  private learn({ row, gone = [], card }: FrameContent, place: FramePlace): void {
    if (card !== undefined) {
      this.liveLength += place.length - (this.cardPlace?.length ?? 0)
      this.cardPlace = place
    }
    for (const [revision, part, checksum] of gone) {
      this.put({ revision, part, checksum, form: 'gone', at: place.at, length: 0 })
    }
    if (row === undefined) return
    const { revision, part, checksum } = row
    const form = row.reason === 'retired' ? 'emptied' : 'row'
    this.put({ revision, part, checksum, form, at: place.at, length: place.length })
    this.position = Math.max(this.position, revision)
  }

  private put(entry: LogEntry): void {
    this.liveLength += entry.length - (this.entry(entry)?.length ?? 0)
    this.entries.set(`${entry.revision}/${entry.part}`, entry)
  }

  private frameAt(at: number): Frame | undefined {
    if (at >= this.size && at < this.length) return undefined
    const length = this.codec.frameLength(this.bytesAt(at, this.codec.headLength))
    if (length === undefined || at + length > this.file.getSize()) return undefined
    const bytes = this.bytesAt(at, length)
    const content = bytes.length < length ? undefined : this.codec.decode(bytes)
    return content === undefined ? undefined : { content, bytes }
  }

  private bytesAt(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, this.file.read(bytes, { at }))
  }

  /** Where the next head of a frame begins, whole or not behind it; the end when there is none. */
  private nextFrameAfter(damagedAt: number, end: number): number {
    const { headLength } = this.codec
    for (let at = damagedAt + 1; at < end; at += 65_536) {
      const bytes = this.bytesAt(at, 65_536 + headLength)
      for (let index = 0; index < bytes.length - headLength; index += 1) {
        if (bytes[index] !== 0x41 || bytes[index + 1] !== 0x53) continue
        if (this.codec.frameLength(bytes.subarray(index, index + headLength)) !== undefined) return at + index
      }
    }
    return end
  }
}
