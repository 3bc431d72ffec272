import { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SaveReason } from '../records/SegmentRow.ts'
import type { SaveSnapshot } from './SaveSnapshot.ts'

export function changedElsewhere(cause: unknown): AutoSaveError {
  return new AutoSaveError('CONFLICT', {
    what: 'This session was changed in another tab.',
    why: 'Both versions are kept; nothing is saved from here until one is chosen.',
    fix: 'Call resolveConflict with "mine" or "theirs".',
    ...(cause === undefined ? {} : { cause }),
  })
}

export function notWriter(sessionId: string): AutoSaveError {
  return new AutoSaveError('NOT_WRITER', {
    what: `Another tab writes session "${sessionId}".`,
    why: 'What was changed here is held in this page and not stored.',
    fix: 'Call takeOver to write it from this tab; it comes by itself when the other tab is closed.',
  })
}

export function revisionNotFound(revision: number): AutoSaveError {
  return new AutoSaveError('REVISION_NOT_FOUND', {
    what: `The history holds no version ${revision}.`,
    why: 'Nothing was changed.',
    fix: 'Take a revision that getHistory lists; older ones are thinned as the retention options say.',
  })
}

export function disposed(sessionId: string): AutoSaveError {
  return new AutoSaveError('DISPOSED', {
    what: `The manager of session "${sessionId}" was disposed.`,
    why: 'It stores nothing any more.',
    fix: 'Ask the service for a new one with getManager.',
  })
}

/**
 * For whoever ends a storage, once all is stored that can be.
 *
 * @throws AutoSaveError `DISPOSED` when what is called saved is in this page's memory, and goes with its storage.
 */
export function checkOutlives({ sessionId, durability, revision }: SaveSnapshot): void {
  if (durability !== 'memory' || revision === 0) return
  throw new AutoSaveError('DISPOSED', {
    what: `The work of session "${sessionId}" was in this page's memory only, and went with its storage.`,
    why: 'Neither the database nor localStorage could take it.',
    fix: 'Whoever disposed it has the state: keep it, and hand it to a new manager. SaveSnapshot.durability says so beforehand.',
  })
}

/** Somebody else has ended the session while this page has it open. */
export function endedElsewhere(reason: SaveReason): AutoSaveError {
  const [code, done] =
    reason === 'delete' ? (['SESSION_DELETED', 'deleted'] as const) : (['SESSION_DISCARDED', 'discarded'] as const)
  return new AutoSaveError(code, {
    what: `This session was ${done} in another tab.`,
    why: 'What this tab shows is held in it, and not stored by itself any more.',
    fix: 'Call immediateSave to store it all the same, or begin anew.',
  })
}

/** Whatever a commit throws that is not ours yet. The work is held all the same. */
export function unexpectedFailure(cause: unknown): AutoSaveError {
  if (cause instanceof AutoSaveError) return cause
  return new AutoSaveError('WRITE_FAILED', {
    what: 'Saving failed for a reason the kit does not know.',
    why: 'What is not saved yet is held in this page.',
    fix: 'It is tried again by itself; please report the cause.',
    cause,
  })
}

export function badSessionId(sessionId: unknown): AutoSaveError {
  return new AutoSaveError('INVALID_CONFIG', {
    what: `The session id is ${JSON.stringify(sessionId)}.`,
    why: 'Work is found again by its id.',
    fix: 'Pass a text that is not empty and stays the same from visit to visit.',
  })
}

/** Rejected for who looks; nobody has to. */
export function rejected(error: AutoSaveError): Promise<never> {
  const promise = Promise.reject(error)
  promise.catch(() => undefined)
  return promise
}
