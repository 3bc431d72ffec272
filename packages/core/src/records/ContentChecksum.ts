import { checksum } from './checksum.ts'

/**
 * One checksum over a row, put together from numbers: ids, and the checksums that texts and bytes have anyway, so that
 * nothing is gone through twice.
 */
export class ContentChecksum {
  #low = 0x9e3779b1
  #high = 0x85ebca77

  /** Takes whole numbers, up to 53 bits of them. */
  add(number: number): void {
    this.#addWord(number | 0)
    this.#addWord(number >= 0 && number < 2 ** 32 ? 0 : (number / 2 ** 32) | 0)
  }

  addText(text: string): void {
    this.add(checksum(text))
  }

  /** Of what was added so far, as a whole number of 53 bits. */
  get value(): number {
    const low = spread(this.#low ^ (this.#high >>> 15))
    return (spread(this.#high ^ low) >>> 11) * 2 ** 32 + (low >>> 0)
  }

  #addWord(word: number): void {
    const low = Math.imul(this.#low ^ word, 0x01000193)
    this.#low = low ^ (low >>> 15)
    this.#high = Math.imul(((this.#high << 13) | (this.#high >>> 19)) ^ word, 0xc2b2ae35)
  }
}

function spread(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  return mixed ^ (mixed >>> 15)
}
