import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { MeasuredCommit } from '../metrics/SessionMetrics.ts'
import { type Durability, durabilityOf } from '../storage/Durability.ts'
import { type StorageDiagnosis, soundStorage } from '../storage/StorageDiagnosis.ts'
import type { SaveConflict } from './SaveConflict.ts'
import type { RestoreReport, SessionAccess } from './SaveSnapshot.ts'

/** What the engine knows of a session. Only `reduceFacts` changes it; what people see is derived from it. */
export interface Facts {
  /** Counts the states handed over. */
  readonly draftVersion: number
  /** The newest of them that is stored. */
  readonly savedVersion: number
  readonly revision: number
  readonly savedAt: number | undefined
  readonly savedLength: number | undefined
  readonly durability: Durability
  readonly storage: StorageDiagnosis
  readonly writingCount: number
  readonly lastError: AutoSaveError | undefined
  readonly retryAt: number | undefined
  readonly pauseReasons: readonly string[]
  /** Somebody else has discarded or deleted the session: what is held here is stored only when it is asked for. */
  readonly ended: AutoSaveError | undefined
  readonly isConflict: boolean
  readonly conflict: SaveConflict | undefined
  readonly leftOutPaths: readonly string[]
  readonly restored: RestoreReport | undefined
  readonly access: SessionAccess
  readonly isAccessCertain: boolean
}

/** The engine's own pause reason while another tab writes the session. */
const OTHER_TAB = 'other-tab'

export const initialFacts: Facts = {
  draftVersion: 0,
  savedVersion: 0,
  revision: 0,
  savedAt: undefined,
  savedLength: undefined,
  durability: 'disk',
  storage: soundStorage,
  writingCount: 0,
  lastError: undefined,
  retryAt: undefined,
  pauseReasons: [],
  ended: undefined,
  isConflict: false,
  conflict: undefined,
  leftOutPaths: [],
  restored: undefined,
  access: 'writer',
  isAccessCertain: true,
}

export type FactAction =
  | { readonly type: 'handed-over'; readonly version: number }
  | { readonly type: 'restored'; readonly report: RestoreReport }
  | { readonly type: 'write-started'; readonly leftOutPaths: readonly string[] }
  | { readonly type: 'write-ended' }
  | { readonly type: 'stored'; readonly version: number; readonly commit: StoredCommit | undefined }
  | { readonly type: 'failed'; readonly error: AutoSaveError; readonly retryAt: number | undefined }
  | { readonly type: 'conflict-found'; readonly error: AutoSaveError; readonly conflict: SaveConflict }
  | { readonly type: 'ended'; readonly error: AutoSaveError }
  | { readonly type: 'rejoined'; readonly head: StoredHead | undefined }
  | { readonly type: 'located'; readonly change: Pick<Facts, 'durability'> }
  | { readonly type: 'diagnosed'; readonly change: Pick<Facts, 'storage'> | Pick<Facts, 'restored'> }
  | { readonly type: 'access'; readonly access: SessionAccess; readonly isCertain: boolean }
  | { readonly type: 'paused'; readonly reason: string }
  | { readonly type: 'resumed'; readonly reason: string }

/** The newest revision in the store. */
interface StoredHead {
  readonly revision: number
  readonly savedAt: number
}

/** What was stored; of its rows and records nothing is kept here. */
export interface StoredCommit extends StoredHead, MeasuredCommit {
  readonly durability: Durability
  readonly savedLength: number | undefined
}

const nothingWrong = { lastError: undefined, retryAt: undefined } as const

export function reduceFacts(facts: Facts, action: FactAction): Facts {
  switch (action.type) {
    case 'handed-over':
      return { ...facts, draftVersion: action.version }
    case 'restored':
      return restored(facts, action.report)
    case 'write-started':
      return { ...facts, writingCount: facts.writingCount + 1, leftOutPaths: action.leftOutPaths }
    case 'write-ended':
      return { ...facts, writingCount: facts.writingCount - 1 }
    case 'stored':
      return {
        ...facts,
        revision: action.commit?.revision ?? facts.revision,
        savedAt: action.commit?.savedAt ?? facts.savedAt,
        durability: action.commit?.durability ?? facts.durability,
        // A checkpoint writes no change: the size shown stays that of the last one.
        savedLength: action.commit?.savedLength ?? facts.savedLength,
        savedVersion: Math.max(facts.savedVersion, action.version),
        ...nothingWrong,
      }
    case 'failed':
      return { ...facts, lastError: action.error, retryAt: action.retryAt }
    case 'conflict-found':
      return { ...facts, isConflict: true, conflict: action.conflict, lastError: action.error, retryAt: undefined }
    case 'ended':
      return { ...facts, ended: action.error, lastError: action.error, retryAt: undefined }
    case 'rejoined':
      return rejoined(facts, action.head)
    case 'located':
    case 'diagnosed':
      return { ...facts, ...action.change }
    case 'access':
      return withAccess(facts, action.access, action.isCertain)
    case 'paused':
      return { ...facts, pauseReasons: [...without(facts.pauseReasons, action.reason), action.reason] }
    case 'resumed':
      return resumed(facts, action.reason)
  }
}

function without(reasons: readonly string[], reason: string): readonly string[] {
  return reasons.filter((other) => other !== reason)
}

function restored(facts: Facts, report: RestoreReport): Facts {
  const { revision, savedAt, source } = report
  return { ...facts, durability: durabilityOf(source), restored: report, revision, savedAt, ...nothingWrong }
}

function rejoined(facts: Facts, { revision = 0, savedAt }: Partial<StoredHead> = {}): Facts {
  return { ...facts, revision, savedAt, ended: undefined, isConflict: false, conflict: undefined, lastError: undefined }
}

function resumed(facts: Facts, reason: string): Facts {
  // That one is not for an app to end: another tab goes on writing.
  return reason === OTHER_TAB ? facts : { ...facts, pauseReasons: without(facts.pauseReasons, reason) }
}

function withAccess(facts: Facts, access: SessionAccess, isAccessCertain: boolean): Facts {
  const others = without(facts.pauseReasons, OTHER_TAB)
  return { ...facts, access, isAccessCertain, pauseReasons: access === 'reader' ? [...others, OTHER_TAB] : others }
}
