import { expect, test } from 'vitest'
import { byteSize } from './byteSize.ts'

test('sizes are in the unit a person would use, with a fraction only where it says something', () => {
  expect([0, 999, 1_000, 3_240_000, 45_600_000_000, 2e16].map((bytes) => byteSize(bytes, 'en'))).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '3.2 MB',
    '46 GB',
    '20,000 TB',
  ])
})
