import {
  type AppendOptions,
  type Durability,
  FallbackChain,
  type ReadSource,
  type RowListener,
  type SegmentRow,
} from '@autosave-kit/core'

/** Hears what an engine asks of its storage, above all of its places. */
export interface ChainWitness {
  /** @returns what to call with where the rows have come to. */
  onAppend(rows: readonly SegmentRow[]): (durability: Durability) => void
  /** All of a session has been read. */
  onRead(sessionId: string): void
}

/** The engine's own chain, which tells what is asked of it. */
export class WitnessedChain extends FallbackChain {
  readonly #witness: ChainWitness

  constructor(options: ConstructorParameters<typeof FallbackChain>[0], witness: ChainWitness) {
    super(options)
    this.#witness = witness
  }

  override append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    const onStored = this.#witness.onAppend(rows)
    return super.append(rows, options).then((durability) => {
      onStored(durability)
      return durability
    })
  }

  override async readEach(sessionId: string, take: RowListener): Promise<ReadSource> {
    const source = await super.readEach(sessionId, take)
    this.#witness.onRead(sessionId)
    return source
  }
}
