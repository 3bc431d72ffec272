/** How long chunks are, in characters. */
export interface ChunkLength {
  /** What a chunk is filled up to with whole sentences. */
  readonly target: number
  /** What no chunk exceeds: a longer sentence is cut at a comma or between words. */
  readonly maximum: number
}

/** The choices a person has. The middle one reads as one breath of narration, about 18 seconds of speech. */
export const chunkLengths = {
  short: { target: 160, maximum: 240 },
  medium: { target: 280, maximum: 420 },
  long: { target: 480, maximum: 720 },
} as const satisfies Record<string, ChunkLength>

export type ChunkLengthName = keyof typeof chunkLengths
