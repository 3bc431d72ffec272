/** How much of a session's history is kept. The newest version always is. @public */
export interface RetentionConfig {
  /**
   * Saves of one stretch of this length, in ms, are one version: the last of them. Saves that somebody asked for (Save
   * now, a restored version) always stand on their own, and what a page has opened is not put together with what it then
   * writes, for an hour at least. 0 keeps each save.
   * Choose the smallest step back that is worth a line in a list.
   *
   * @defaultValue 60000
   */
  readonly mergeWindowMs: number
  /**
   * Versions older than this, in ms, are let go, but for those that were given a name.
   * Choose the longest time after which somebody may still miss something.
   *
   * @defaultValue 2592000000 (30 days)
   */
  readonly maxAgeMs: number
  /**
   * Most versions of a session. The oldest go first, those that somebody asked for last.
   * Choose what a person can look through.
   *
   * @defaultValue 100
   */
  readonly maxVersions: number
  /**
   * Most bytes, beside the newest version, that a session's history may take. The oldest go first, those that somebody
   * asked for last. Choose the share of the site's storage that history is worth.
   *
   * @defaultValue 67108864 (64 MiB)
   */
  readonly maxBytes: number
  /**
   * How long what was discarded can be brought back, in ms; then it is deleted. Choose the longest time after which somebody may
   * still miss it; 0 lets it go with the next clearing up.
   *
   * @defaultValue 604800000 (7 days)
   */
  readonly trashMs: number
}

export const defaultRetention: RetentionConfig = {
  mergeWindowMs: 60_000,
  maxAgeMs: 30 * 24 * 60 * 60_000,
  maxVersions: 100,
  maxBytes: 64 * 1024 * 1024,
  trashMs: 7 * 24 * 60 * 60_000,
}
