import type { LogFile } from './LogFile.ts'

/** A log's bytes in memory: what a tab reads of a file that another tab has open. Source of the worker too, see `FrameCodec`. */
export class BytesFile implements LogFile {
  declare bytes: Uint8Array

  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.bytes = bytes
  }

  getSize(): number {
    return this.bytes.length
  }

  read(into: Uint8Array, { at }: { readonly at: number }): number {
    const found = this.bytes.subarray(at, at + into.length)
    into.set(found)
    return found.length
  }

  write(bytes: Uint8Array, { at }: { readonly at: number }): number {
    const end = at + bytes.length
    if (end > this.bytes.length) this.truncate(end)
    this.bytes.set(bytes, at)
    return bytes.length
  }

  truncate(size: number): void {
    const bytes = new Uint8Array(size)
    bytes.set(this.bytes.subarray(0, size))
    this.bytes = bytes
  }

  flush(): void {}

  close(): void {}
}
