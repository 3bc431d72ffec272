import { expect, it } from 'vitest'
import { decodeWav } from '../player/decodeWav.ts'
import { encodeWav } from '../player/encodeWav.ts'
import type { Chunk } from '../project/Project.ts'
import { defaultParameters } from '../speech/synthesizer.ts'
import { toFileName } from './downloadFile.ts'
import { joinSpeech } from './joinSpeech.ts'

function spoken(id: string, values: Float32Array): Chunk {
  const audio = Buffer.from(encodeWav({ values, rate: 1_000 })).toString('base64')
  return {
    id,
    text: id,
    begins: 'paragraph',
    speech: {
      audio,
      mimeType: 'audio/wav',
      durationMs: values.length,
      voice: 'slt',
      parameters: defaultParameters,
      spokenText: id,
    },
  }
}

it('joins the speech there is, in order, with a rest between paragraphs', () => {
  const chunks = [
    spoken('a', Float32Array.of(1, 1)),
    { id: 'b', text: 'b', speech: null },
    spoken('c', Float32Array.of(-1)),
  ]
  const { values, rate } = decodeWav(joinSpeech(chunks))
  expect(rate).toBe(1_000)
  expect(values).toHaveLength(2 + 500 + 1)
  expect([values[0], values[250], values[502]]).toEqual([expect.closeTo(1, 3), 0, -1])
})

it('makes file names that every system takes', () => {
  expect(toFileName('Moby-Dick; or, The Whale', 'txt')).toBe('Moby-Dick; or, The Whale.txt')
  expect(toFileName('a/b\\c:d*?"<>|\u0007', 'wav')).toBe('a b c d.wav')
  expect(toFileName('...', 'txt')).toBe('Untitled.txt')
})
