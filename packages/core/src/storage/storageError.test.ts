import { describe, expect, it } from 'vitest'
import { storageError } from './storageError.ts'

/** As Dexie wraps what IndexedDB says: a name of its own, the real one inside. */
function wrapped(name: string, inner: Error): Error {
  return Object.assign(new Error(`${name}: ${inner.message}`), { name, inner })
}

describe('A failure of the storage', () => {
  it('is known by its name, through every wrapper, and never by the words of its message', () => {
    const full = new DOMException('Der Speicher ist voll.', 'QuotaExceededError')
    expect(storageError(wrapped('AbortError', full), 'write').code).toBe('QUOTA_EXCEEDED')
    expect(storageError(new Error('Save failed', { cause: wrapped('AbortError', full) }), 'write').code).toBe(
      'QUOTA_EXCEEDED',
    )
    const talk = new DOMException('QuotaExceededError: the connection was lost, ConstraintError', 'AbortError')
    expect(storageError(talk, 'write').code).toBe('WRITE_FAILED')
    expect(storageError(talk, 'read').code).toBe('READ_FAILED')
  })

  it('that ran in circles of wrappers is told all the same', () => {
    const circle = new Error('round and round')
    circle.cause = circle
    expect(storageError(circle, 'read').code).toBe('READ_FAILED')
  })
})
