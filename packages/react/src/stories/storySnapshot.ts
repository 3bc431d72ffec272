import { AutoSaveError, type AutoSaveErrorCode, type RestoreReport, type SaveSnapshot } from '@autosave-kit/core'
import { idleSnapshot } from '../status/idleSnapshot.ts'

/** A snapshot of one session, with what differs from a session where nothing has happened yet. */
export function storySnapshot(parts: Partial<SaveSnapshot>): SaveSnapshot {
  return { ...idleSnapshot, sessionId: 'story', ...parts }
}

export function storyReport(parts: Partial<RestoreReport>): RestoreReport {
  return {
    found: true,
    revision: 12,
    savedAt: Date.now() - 2 * 60_000,
    source: 'disk',
    ending: 'left',
    damagedRowCount: 0,
    missingPaths: [],
    strays: [],
    ...parts,
  }
}

export function storyError(code: AutoSaveErrorCode): AutoSaveError {
  return new AutoSaveError(code, { what: 'A story shows this error.', why: 'Nothing is lost.', fix: 'Nothing to do.' })
}
