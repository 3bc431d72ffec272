import { describe, expect, it, vi } from 'vitest'
import { readTextFile } from './readTextFile.ts'
import { TEXT_LIMIT } from './textLimit.ts'

const file = (content: BlobPart, name = 'notes.txt') => new File([content], name)

describe('readTextFile', () => {
  it('reads UTF-8', async () => {
    expect(await readTextFile(file('Ishmaël — 鲸 🐋'))).toBe('Ishmaël — 鲸 🐋')
  })

  it('reads UTF-16 by its mark', async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x48, 0x00, 0x69, 0x00])
    expect(await readTextFile(file(bytes))).toBe('Hi')
  })

  it('refuses bytes that are no text', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
    await expect(readTextFile(file(png, 'whale.png'))).rejects.toThrow('“whale.png” is not a text file')
  })

  it('refuses text with NUL bytes in it', async () => {
    await expect(readTextFile(file('words\u0000words'))).rejects.toThrow('is not a text file')
  })

  it.each(['', ' \n\t '])('refuses a file with no words in it (%j)', async (content) => {
    await expect(readTextFile(file(content))).rejects.toThrow('“notes.txt” is empty')
  })

  it('refuses 50 MB by the size alone, without reading a byte', async () => {
    const huge = file('x')
    Object.defineProperty(huge, 'size', { value: 50_000_000 })
    const read = vi.spyOn(huge, 'arrayBuffer')
    await expect(readTextFile(huge)).rejects.toThrow('has 50 MB; the studio opens texts up to 5 MB')
    expect(read).not.toHaveBeenCalled()
  })

  it('takes a file of exactly the limit', async () => {
    expect(await readTextFile(file('x'.repeat(TEXT_LIMIT)))).toHaveLength(TEXT_LIMIT)
  })

  it('says what to do when the file cannot be read', async () => {
    const folder = file('x', 'folder')
    vi.spyOn(folder, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotReadableError'))
    await expect(readTextFile(folder)).rejects.toThrow('“folder” could not be read')
  })
})
