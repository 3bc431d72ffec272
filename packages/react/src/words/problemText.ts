import { AutoSaveError, type AutoSaveErrorCode } from '@autosave-kit/core'

/** What could not be done, and why, as far as the kit knows. */
export function problemText(what: string, causes: Readonly<Record<AutoSaveErrorCode, string>>, error: unknown): string {
  return error instanceof AutoSaveError ? `${what} ${causes[error.code]}` : what
}
