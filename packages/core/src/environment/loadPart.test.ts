import { expect, test } from 'vitest'
import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { loadPart } from './loadPart.ts'

test('a part that can be loaded is answered as it is', async () => {
  const part = { value: 1 }
  await expect(loadPart(() => Promise.resolve(part))).resolves.toBe(part)
})

test('a part that a deploy has taken away is an error with a code and its cause, and may be asked for again', async () => {
  const cause = new TypeError('Failed to fetch dynamically imported module')
  const failure = await loadPart(() => Promise.reject(cause)).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AutoSaveError)
  expect(failure).toMatchObject({ code: 'PART_UNREACHABLE', retryable: false, cause })
  await expect(loadPart(() => Promise.resolve('there'))).resolves.toBe('there')
})
