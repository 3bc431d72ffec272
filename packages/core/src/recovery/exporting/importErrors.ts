import { AutoSaveError } from '../../errors/AutoSaveError.ts'

const why = 'Nothing was imported, and nothing that is stored here was changed.'

export function notASessionFile(): AutoSaveError {
  return new AutoSaveError('IMPORT_FOREIGN', {
    what: 'This file is not an exported session.',
    why,
    fix: 'Choose a file that exportSession has made.',
  })
}

export function newerSessionFile(version: unknown): AutoSaveError {
  return new AutoSaveError('IMPORT_NEWER', {
    what: `This file was made by a newer version of the kit (file version ${String(version)}).`,
    why,
    fix: 'Load the newest app, then import it again.',
  })
}

export function damagedSessionFile(what: string, cause?: unknown): AutoSaveError {
  return new AutoSaveError('IMPORT_DAMAGED', {
    what: `This file is damaged: ${what}`,
    why,
    fix: 'Export the session again, or copy the file again from where it came.',
    ...(cause === undefined ? {} : { cause }),
  })
}

export function sessionNotFound(sessionId: string): AutoSaveError {
  return new AutoSaveError('SESSION_NOT_FOUND', {
    what: `Nothing is stored under the session id ${JSON.stringify(sessionId)}.`,
    why: 'There is nothing to export, copy or name.',
    fix: 'Take an id that listSessions gives.',
  })
}
