import { randomBase64, randomText, seeded } from './randomText.ts'

interface ChunkParts {
  readonly count: number
  readonly textLength: number
  readonly audioLength: number
  /** Letters outside Latin-1, as a word processor makes them: “ ” ’ in every chunk. */
  readonly isCurly: boolean
}

/** A studio's session: chunks of a text with their status, and with their audio as base64. */
function chunks({ count, textLength, audioLength, isCurly }: ChunkParts): unknown {
  const random = seeded(3)
  const chunk = (index: number): unknown => {
    const text = randomText(random, textLength)
    return {
      id: `chunk-${index}`,
      text: isCurly ? `“${text}” and it’s said` : text,
      status: 'done',
      voice: { name: 'slt', speed: 1, pitch: index % 7 },
      ...(audioLength > 0 ? { audio: randomBase64(random, audioLength) } : {}),
    }
  }
  return { title: 'Moby-Dick', voice: 'slt', chunks: Array.from({ length: count }, (_, index) => chunk(index)) }
}

export const largeStates = {
  note: () => chunks({ count: 1, textLength: 200, audioLength: 0, isCurly: false }),
  novel: () => chunks({ count: 5_844, textLength: 180, audioLength: 0, isCurly: false }),
  curlyNovel: () => chunks({ count: 5_844, textLength: 160, audioLength: 0, isCurly: true }),
  audio: () => chunks({ count: 2_000, textLength: 200, audioLength: 10_000, isCurly: false }),
} satisfies Record<string, () => unknown>

export type LargeState = keyof typeof largeStates
