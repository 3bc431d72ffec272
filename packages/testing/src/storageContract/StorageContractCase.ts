import type { SegmentStorage } from '@autosave-kit/core'

/** A place to store in, empty when a case begins, and its own. @public */
export interface StoragePlace {
  /**
   * Another connection to the same place: what one stores, every other one reads. A storage that has no connections
   * (memory) gives itself every time.
   */
  readonly connect: () => SegmentStorage
}

/** One sentence of the contract. @public */
export interface StorageContractCase {
  /** The sentence, to be read after the storage's name. */
  readonly name: string
  /** Rejects with a `ContractViolation` when the storage does not keep it. */
  readonly run: (place: StoragePlace) => Promise<void>
}
