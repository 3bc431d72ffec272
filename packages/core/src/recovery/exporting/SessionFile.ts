import type { SegmentRow } from '../../records/SegmentRow.ts'

/** What the first line of an exported session says. */
export interface SessionFileHeader {
  /** Under which it was kept where it comes from. */
  readonly id: string
  readonly title?: string
  /** Ms since 1970, as the three below. */
  readonly createdAt: number
  /** When what it holds was saved. */
  readonly savedAt: number
  readonly exportedAt: number
  /** Parts that were damaged where it comes from: the file does not hold them either. */
  readonly missingPaths: readonly string[]
}

/**
 * A session in one file: the newest state as one segment, in the rows that a commit stores. Older versions stay where they
 * are: whoever is given a file is given what was on the screen, and not what was deleted from it last week.
 */
export interface SessionFile {
  readonly header: SessionFileHeader
  readonly rows: readonly SegmentRow[]
}

/** In the first line, by which a file is known for one of these. */
export const FILE_FORMAT = 'autosave-kit/session'

export const FILE_VERSION = 1
