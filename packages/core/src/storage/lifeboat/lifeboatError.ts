import { AutoSaveError } from '../../errors/AutoSaveError.ts'

/** A failure of the second copy as one of ours. It never keeps the work from being saved. */
export function lifeboatError(code: 'LIFEBOAT_UNAVAILABLE' | 'LIFEBOAT_FAILED', cause: unknown): AutoSaveError {
  if (cause instanceof AutoSaveError) return cause
  const isUnavailable = code === 'LIFEBOAT_UNAVAILABLE'
  return new AutoSaveError(code, {
    what: `${isUnavailable ? 'No second copy can be kept in this page' : 'The second copy could not be written or read'}: ${reasonOf(cause)}`,
    why: 'The work itself is saved. Only if the browser lost its whole database, it could not be brought back by itself.',
    fix: isUnavailable
      ? 'It needs https, OPFS with sync access handles, and a worker: under a strict CSP pass `lifeboat: { worker }`.'
      : 'It is tried again by itself.',
    cause,
  })
}

function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  return text.endsWith('.') ? text : `${text}.`
}
