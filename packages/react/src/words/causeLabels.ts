import type { AutoSaveErrorCode } from '@autosave-kit/core'

const NOT_SET_UP = 'Saving is not set up correctly on this page.'

/** Why something could not be done, in plain words. */
export const causeLabels: Readonly<Record<AutoSaveErrorCode, string>> = {
  INVALID_CONFIG: NOT_SET_UP,
  DUPLICATE_ID: NOT_SET_UP,
  MUTATED_STATE: NOT_SET_UP,
  NO_PROVIDER: NOT_SET_UP,
  STORAGE_UNAVAILABLE: 'This browser does not let the page keep anything, as some private windows do.',
  STORAGE_LOST: 'The browser closed its storage. It is being opened again.',
  STORAGE_TIMEOUT: 'The browser’s storage is not answering. It is being tried again.',
  DATABASE_BLOCKED: 'Another tab with an older version of this page is in the way. Close the other tabs.',
  DATABASE_NEWER: 'Another tab has brought a newer version of this page. Reload to go on with it.',
  WORK_SET_ASIDE: 'Work from backup storage did not fit what was saved meanwhile. It is kept aside.',
  QUOTA_EXCEEDED: 'There is no room left on this device. Free some space, and saving goes on.',
  WRITE_FAILED: 'The browser could not finish writing.',
  READ_FAILED: 'Your earlier work could not be read yet. Nothing is written over it.',
  POSITION_TAKEN: 'Another tab saved at the same moment.',
  CONFLICT: 'Another tab changed the same work.',
  NOT_WRITER: 'Another tab has this open for writing. What you typed here is held, and not saved yet.',
  UNSERIALIZABLE: 'Some parts are of a kind that cannot be kept.',
  SCHEMA_NEWER:
    'Your earlier work was saved by a newer version of this page. Reload to get it; nothing is written over it.',
  MIGRATION_FAILED: 'Your earlier work could not be brought into the form this page needs. It is kept as it was.',
  VALIDATION_FAILED: 'Your earlier work is not in the form this page needs. It is kept as it was.',
  SESSION_NOT_FOUND: 'That work is not kept here.',
  SESSION_IN_USE: 'That work is open in another tab.',
  SESSION_DISCARDED: 'This was discarded in another tab. It is still here: save it to keep it.',
  SESSION_DELETED: 'This was deleted in another tab. It is still here: save it to keep it.',
  SCOPE_PURGED: 'Everything saved here was cleared from this browser. Copy what you still need, and reload the page.',
  IMPORT_FOREIGN: 'This file does not hold saved work. Nothing was changed.',
  IMPORT_DAMAGED: 'This file is damaged. Nothing was changed.',
  IMPORT_NEWER: 'This file comes from a newer version of this page. Reload, and try it again.',
  REVISION_NOT_FOUND: 'That version is not kept any more.',
  LIFEBOAT_UNAVAILABLE: 'This browser keeps no second copy of your work here. The work itself is saved.',
  LIFEBOAT_FAILED: 'The second copy of your work could not be reached. It is tried again.',
  DATABASE_LOST: 'This browser had lost what was saved in it. What the second copy still had is here again.',
  PART_UNREACHABLE: 'A part of the app could not be loaded. Reload the page, or try again when you are online.',
  DISPOSED: 'Saving has ended on this page. Copy what you need before you close it.',
}
