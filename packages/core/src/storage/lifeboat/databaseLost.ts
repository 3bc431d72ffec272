import { AutoSaveError } from '../../errors/AutoSaveError.ts'

interface Returned {
  readonly rowCount: number
  readonly isStored: boolean
}

/** Said once the work is there again, or is shown. */
export function databaseLost(isWhole: boolean, { rowCount, isStored }: Returned): AutoSaveError {
  const rows = `${rowCount} ${rowCount === 1 ? 'row' : 'rows'}`
  return new AutoSaveError('DATABASE_LOST', {
    what: isWhole
      ? 'The browser had lost everything it stored of a session.'
      : 'The browser had lost the newest changes of a session.',
    why: isStored
      ? `They were brought back from the second copy: ${rows}.`
      : `They are read from the second copy, ${rows}: newer code has taken the database over, and this one does not write there.`,
    fix: isStored
      ? 'There is nothing to do. If it happens often, look for a failing disk or for a tool that clears site data.'
      : 'Reload the page: the newer code brings them back.',
  })
}
