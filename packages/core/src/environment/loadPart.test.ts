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

test('a part is loaded once, and one that could not be is loaded when it is asked for again', async () => {
  let count = 0
  const load = (): Promise<number> => {
    count += 1
    return count === 1 ? Promise.reject(new TypeError('offline')) : Promise.resolve(count)
  }
  await expect(loadPart(load)).rejects.toMatchObject({ code: 'PART_UNREACHABLE' })
  expect([await loadPart(load), await loadPart(load), count]).toEqual([2, 2, 2])
})
