/** What is in Files and Blobs, read before they are stored and forgotten afterwards. */
export class AttachmentContents {
  #contents = new WeakMap<Blob, Uint8Array>()
  readonly #unreadable = new WeakSet<Blob>()

  bytesOf(blob: Blob): Uint8Array | undefined {
    return this.#contents.get(blob)
  }

  /** Those that can still be read. A file that was moved or changed since it was chosen cannot (NotReadableError). */
  readable(blobs: ReadonlySet<Blob>): Blob[] {
    return Array.from(blobs).filter((blob) => !this.#unreadable.has(blob))
  }

  /** Never rejects: what cannot be read stays left out, and is named among the paths left out. */
  async read(blobs: readonly Blob[]): Promise<void> {
    for (const blob of blobs) {
      try {
        this.#contents.set(blob, new Uint8Array(await blob.arrayBuffer()))
      } catch {
        this.#unreadable.add(blob)
      }
    }
  }

  /** They are stored: their contents are not held twice. */
  forget(): void {
    this.#contents = new WeakMap()
  }
}
