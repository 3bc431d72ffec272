import type { AutoSaveErrorCode } from '@autosave-kit/core'
import { causeLabels } from '../words/causeLabels.ts'

/** Every word of `AutoSaveSettings`. @public */
export interface AutoSaveSettingsLabels {
  readonly title: string
  readonly autoSave: string
  /** Beside the switch while it is off. */
  readonly offText: string
  readonly interval: string
  readonly seconds: (count: number) => string
  readonly keepVersions: string
  readonly days: (count: number) => string
  readonly used: string
  /** `used` and `free` are sizes in words: "3.2 MB". */
  readonly usedText: (used: string, free: string) => string
  readonly download: string
  /** Puts the work into a file that `importBackup` reads. */
  readonly exportBackup: string
  readonly importBackup: string
  /** An imported file became a session of this name. */
  readonly imported: (name: string) => string
  readonly notExported: string
  readonly notImported: string
  /** Opens the question whether everything is to be deleted. */
  readonly clear: string
  readonly clearTitle: string
  /** `count` works are kept here; the first of them are listed below. */
  readonly clearCount: (count: number) => string
  /** Works that are not listed. */
  readonly andMore: (count: number) => string
  /** What else goes, and that it is gone for good. */
  readonly clearText: string
  readonly clearNow: string
  /** Changes nothing. */
  readonly keep: string
  readonly cleared: string
  readonly notCleared: string
  readonly close: string
  /** Why something could not be done. */
  readonly causes: Readonly<Record<AutoSaveErrorCode, string>>
}

export const autoSaveSettingsLabels: AutoSaveSettingsLabels = {
  title: 'Auto-save settings',
  autoSave: 'Save by itself',
  offText: 'What you change stays in this page only, until you save it.',
  interval: 'Save when you pause for',
  seconds: (count) => (count === 1 ? '1 second' : `${count} seconds`),
  keepVersions: 'Keep versions for',
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
  used: 'Room on this device',
  usedText: (used, free) => `${used} used by this site, ${free} free`,
  download: 'Download a copy to read',
  exportBackup: 'Save a backup file',
  importBackup: 'Open a backup file…',
  imported: (name) => `Opened as “${name}”. What was here is not changed.`,
  notExported: 'The backup file could not be made.',
  notImported: 'This file could not be opened.',
  clear: 'Clear my data…',
  clearTitle: 'Clear everything that is kept here?',
  clearCount: (count) =>
    count === 1 ? 'One work is kept in this browser:' : `${count} works are kept in this browser:`,
  andMore: (count) => `and ${count} more`,
  clearText:
    'All of it goes for good: the work itself, its versions, the trash, and the second copy. What other tabs of this page show is not saved any more. Backup files that you have saved stay yours.',
  clearNow: 'Clear everything',
  keep: 'Keep it',
  cleared: 'Nothing is kept here any more.',
  notCleared: 'Not everything could be cleared yet. The rest goes when this page is opened next.',
  close: 'Close',
  causes: causeLabels,
}
