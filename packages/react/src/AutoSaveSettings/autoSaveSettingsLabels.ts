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
  causes: causeLabels,
}
