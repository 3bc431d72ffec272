import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checksum } from './checksum.ts'

describe('checksum', () => {
  it('is the same for the same text, and a whole number that JSON and IndexedDB keep exactly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(checksum(text)).toBe(checksum(`${text}`))
        expect(Number.isSafeInteger(checksum(text)) && checksum(text) >= 0).toBe(true)
      }),
    )
  })

  it('notices every change of one code unit, and every pair of units that change places', () => {
    const text = 'Call me Ishmael. “Some years ago”—never mind how long precisely.'
    const seen = new Set([checksum(text)])
    for (let index = 0; index < text.length; index += 1) {
      for (const bit of [1, 2, 16, 256, 32_768]) {
        const changed = String.fromCharCode(text.charCodeAt(index) ^ bit)
        seen.add(checksum(text.slice(0, index) + changed + text.slice(index + 1)))
      }
    }
    expect(seen.size).toBe(text.length * 5 + 1)
    expect(checksum('ab')).not.toBe(checksum('ba'))
    expect(checksum('abcd')).not.toBe(checksum('cdab'))
  })

  it('notices them in long texts too, which are gone through another way', () => {
    const text = 'Call me Ishmael. “Some years ago”—never mind how long precisely. '.repeat(40)
    const seen = new Set([checksum(text)])
    for (let index = 0; index < text.length; index += 1) {
      for (const bit of [1, 2, 256]) {
        const changed = String.fromCharCode(text.charCodeAt(index) ^ bit)
        seen.add(checksum(text.slice(0, index) + changed + text.slice(index + 1)))
      }
    }
    expect(seen.size).toBe(text.length * 3 + 1)
    expect(checksum('whale'.repeat(30_000))).not.toBe(checksum(`${'whale'.repeat(29_999)}whalf`))
  })

  it('tells halves of letters apart, which have one form in UTF-8', () => {
    const text = 'Call me Ishmael. '.repeat(200)
    const sums = ['\ud800', '\ud801', '\udfff', '\ufffd'].map((half) => checksum(text + half + text))
    expect(new Set(sums).size).toBe(4)
  })

  it('tells a hundred thousand neighbouring texts apart', () => {
    const seen = new Set(Array.from({ length: 100_000 }, (_, index) => checksum(`{"id":${index},"text":""}`)))
    expect(seen.size).toBe(100_000)
  })
})
