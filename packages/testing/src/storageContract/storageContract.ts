import { appendingCases } from './appendingCases.ts'
import { bookCases } from './bookCases.ts'
import { readingCases } from './readingCases.ts'
import { retiringCases } from './retiringCases.ts'
import { sessionCases } from './sessionCases.ts'
import type { StorageContractCase } from './StorageContractCase.ts'

/**
 * What every `SegmentStorage` has to keep, sentence by sentence, for any test framework.
 *
 * @example
 * ```ts
 * describe('MyStorage', () => {
 *   it.each(storageContract)('$name', ({ run }) => run(createEmptyPlace()))
 * })
 * ```
 *
 * @public
 */
export const storageContract: readonly StorageContractCase[] = [
  ...readingCases,
  ...appendingCases,
  ...retiringCases,
  ...sessionCases,
  ...bookCases,
]
