import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { SessionRow } from '../SegmentStorage.ts'

/** Names a row, and which: checksums tell the rows apart that stood in one place at different times. */
export type GoneKey = readonly [revision: number, part: number, checksum: number]

export interface FrameContent {
  readonly row?: Omit<SegmentRow, 'payload' | 'binaries'>
  readonly payload?: 'latin1' | 'utf16' | 'bytes'
  readonly length?: number
  /** Bytes of each binary; they follow the payload. */
  readonly binaries?: readonly number[]
  readonly gone?: readonly GoneKey[]
  readonly card?: SessionRow
}

export interface Frame {
  readonly content: FrameContent
  readonly bytes: Uint8Array
}

/**
 * How one frame of the second copy is written (numbers are little endian, of 4 bytes where nothing else is said):
 *
 * ```
 * "ASKF"  body length  body checksum  checksum of these three
 * body    length of its JSON, the JSON, the payload, the binaries
 * tail    highest revision so far (8 bytes), its checksum, "FKSA"
 * ```
 *
 * One of the classes that are also the source of a worker (`lifeboatSource`): it refers to nothing outside itself, and does without
 * what bundlers replace by helpers of their own (`#private`, fields with values, spread and rest of objects).
 */
export class FrameCodec {
  declare readonly headLength: number
  declare readonly tailLength: number
  declare private readonly table: Int32Array

  constructor() {
    this.headLength = 16
    this.tailLength = 16
    this.table = new Int32Array(256)
    for (let index = 0; index < 256; index += 1) {
      let sum = index
      for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
      this.table[index] = sum
    }
  }

  /** `undefined` for what is no row (damaged in the database). */
  encodeRow(row: SegmentRow): Uint8Array | undefined {
    const contents = [row.payload].concat(row.binaries === undefined ? [] : Array.from(row.binaries))
    const parts = contents.map((content) => this.bytesOf(content)).filter((part) => part !== undefined)
    const [first] = parts
    if (first === undefined || parts.length < contents.length || !Number.isFinite(row.checksum)) return undefined
    const text = first.length === row.payload.length ? 'latin1' : 'utf16'
    return this.encode(
      {
        // JSON leaves out what is undefined.
        row: Object.assign({}, row, { payload: undefined, binaries: undefined }),
        payload: typeof row.payload === 'string' ? text : 'bytes',
        length: first.length,
        binaries: row.binaries === undefined ? undefined : parts.slice(1).map((part) => part.length),
      } as FrameContent,
      parts,
    )
  }

  encode(content: FrameContent, parts: readonly Uint8Array[]): Uint8Array {
    const json = new TextEncoder().encode(JSON.stringify(content))
    const bodyLength = parts.reduce((sum, part) => sum + part.length, 4 + json.length)
    const bytes = new Uint8Array(this.headLength + bodyLength + this.tailLength)
    const view = new DataView(bytes.buffer)
    view.setUint32(16, json.length, true)
    bytes.set(json, 20)
    let at = 20 + json.length
    for (const part of parts) {
      bytes.set(part, at)
      at += part.length
    }
    view.setUint32(0, 0x464b5341, true)
    view.setUint32(4, bodyLength, true)
    view.setUint32(8, this.checksum(bytes.subarray(16, at)), true)
    view.setUint32(12, this.checksum(bytes.subarray(0, 12)), true)
    return bytes
  }

  /** The last thing of a frame to be written: with it the frame is whole, and the file's end says how far it goes. */
  seal(bytes: Uint8Array, position: number): void {
    const tail = bytes.subarray(bytes.length - this.tailLength)
    const view = new DataView(tail.buffer, tail.byteOffset)
    view.setFloat64(0, position, true)
    view.setUint32(8, this.checksum(tail.subarray(0, 8)), true)
    view.setUint32(12, 0x41534b46, true)
  }

  /** Length of the whole frame that begins with these 16 bytes; `undefined` when none does. */
  frameLength(head: Uint8Array): number | undefined {
    if (head.length < this.headLength) return undefined
    const view = new DataView(head.buffer, head.byteOffset)
    if (view.getUint32(0, true) !== 0x464b5341) return undefined
    if (view.getUint32(12, true) !== this.checksum(head.subarray(0, 12))) return undefined
    return this.headLength + view.getUint32(4, true) + this.tailLength
  }

  /** The highest revision that a file with this end holds; `undefined` when the end is torn. */
  positionOf(tail: Uint8Array): number | undefined {
    if (tail.length < this.tailLength) return undefined
    const view = new DataView(tail.buffer, tail.byteOffset)
    if (view.getUint32(12, true) !== 0x41534b46) return undefined
    return view.getUint32(8, true) === this.checksum(tail.subarray(0, 8)) ? view.getFloat64(0, true) : undefined
  }

  decode(bytes: Uint8Array): FrameContent | undefined {
    const body = bytes.subarray(this.headLength, bytes.length - this.tailLength)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    if (body.length < 4 || view.getUint32(8, true) !== this.checksum(body)) return undefined
    if (this.positionOf(bytes.subarray(bytes.length - this.tailLength)) === undefined) return undefined
    const json = body.subarray(4, 4 + view.getUint32(16, true))
    try {
      const content: FrameContent = JSON.parse(new TextDecoder().decode(json))
      return content
    } catch {
      // Its checksum is right and it is none of ours.
      return undefined
    }
  }

  rowOf({ content, bytes }: Frame): SegmentRow | undefined {
    const { row, payload, length = 0, binaries } = content
    if (row === undefined) return undefined
    const jsonLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(16, true)
    let at = 20 + jsonLength + length
    const first = bytes.slice(at - length, at)
    const whole = Object.assign({}, row, { payload: payload === 'bytes' ? first : this.textOf(first, payload) })
    if (binaries === undefined) return whole
    const parts: Uint8Array[] = []
    for (const size of binaries) {
      parts.push(bytes.slice(at, at + size))
      at += size
    }
    return Object.assign(whole, { binaries: parts })
  }

  /** CRC-32. */
  checksum(bytes: Uint8Array): number {
    let sum = -1
    for (let index = 0; index < bytes.length; index += 1) {
      sum = (sum >>> 8) ^ (this.table[(sum ^ (bytes[index] ?? 0)) & 255] ?? 0)
    }
    return ~sum >>> 0
  }

  /** A byte a letter where that is enough; else the letters' own two, since UTF-8 cannot hold half a pair. */
  private bytesOf(content: unknown): Uint8Array | undefined {
    if (content instanceof Uint8Array) return content
    if (typeof content !== 'string') return undefined
    const bytes = new Uint8Array(content.length)
    for (let index = 0; index < content.length; index += 1) {
      const unit = content.charCodeAt(index)
      if (unit > 255) return this.wideBytesOf(content)
      bytes[index] = unit
    }
    return bytes
  }

  private wideBytesOf(content: string): Uint8Array {
    const bytes = new Uint8Array(content.length * 2)
    for (let index = 0; index < content.length; index += 1) {
      const unit = content.charCodeAt(index)
      bytes[index * 2] = unit & 255
      bytes[index * 2 + 1] = unit >>> 8
    }
    return bytes
  }

  private textOf(bytes: Uint8Array, form: FrameContent['payload']): string {
    const step = form === 'utf16' ? 2 : 1
    const pieces: string[] = []
    for (let at = 0; at < bytes.length; at += 8_192) {
      const units: number[] = []
      for (let index = at; index < Math.min(at + 8_192, bytes.length); index += step) {
        units.push((bytes[index] ?? 0) | (step === 2 ? (bytes[index + 1] ?? 0) << 8 : 0))
      }
      pieces.push(String.fromCharCode.apply(undefined, units))
    }
    return pieces.join('')
  }
}
