import { AutoSaveError } from '../../errors/AutoSaveError.ts'

/** Said once the work is there again. */
export function databaseLost(isWhole: boolean, rowCount: number): AutoSaveError {
  return new AutoSaveError('DATABASE_LOST', {
    what: isWhole
      ? 'The browser had lost everything it stored of a session.'
      : 'The browser had lost the newest changes of a session.',
    why: `They were brought back from the second copy: ${rowCount} ${rowCount === 1 ? 'row' : 'rows'}.`,
    fix: 'There is nothing to do. If it happens often, look for a failing disk or for a tool that clears site data.',
  })
}
