import { appendFileSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What a kill between LevelDB's two writes of a record leaves behind: a header (checksum, length 100, kind "whole") without its
 * payload. Left alone, Chromium appends behind it and deletes all databases of the origin at the start after that.
 */
const tornHeader = Buffer.from([0xde, 0xad, 0xbe, 0xef, 100, 0, 1])

/** A kill in the middle of a write: the logs of all databases of the profile end in a torn record. */
export function tearLogs(profile: string): void {
  for (const log of databaseLogs(profile)) appendFileSync(log, tornHeader)
}

/** The log was torn and written on behind it: at the next start Chromium finds the damage in its middle and deletes every database. */
export function tearLogsInTheMiddle(profile: string): void {
  for (const log of databaseLogs(profile)) {
    const written = readFileSync(log)
    appendFileSync(log, tornHeader)
    appendFileSync(log, written)
  }
}

/** The databases are gone without a word, as after a disk check or a cleaning tool. */
export function removeDatabases(profile: string): void {
  rmSync(join(profile, 'Default', 'IndexedDB'), { recursive: true })
}

function databaseLogs(profile: string): string[] {
  const root = join(profile, 'Default', 'IndexedDB')
  const logs = readdirSync(root)
    .filter((name) => name.endsWith('.indexeddb.leveldb'))
    .flatMap((name) => readdirSync(join(root, name)).map((file) => join(root, name, file)))
    .filter((file) => file.endsWith('.log'))
  if (logs.length === 0) throw new Error('The profile holds no database.')
  return logs
}
