/** As people have it in a world of endings: hours instead of days. */
export const MAX_SESSION_AGE_MS = 4 * 3_600_000
export const TRASH_MS = 12 * 3_600_000
