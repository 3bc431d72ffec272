import { unitsChecksum } from '../../records/unitsChecksum.ts'

/** In the origin's own files. */
export const KIT_FOLDER = 'autosave-kit'

/** Names of sessions are anybody's; names of folders are not. Two that look alike differ in the number. */
export function folderName(name: string): string {
  return `${name.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 40)}.${unitsChecksum(name).toString(36)}`
}

/** What the copies of a scope's life go by: no scope's name has such a sign in it. */
export function lifeName(databaseName: string, epoch: number): string {
  return epoch === 0 ? databaseName : `${databaseName}#${epoch}`
}
