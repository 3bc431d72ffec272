export { type AutoSaveConfig, type AutoSaveOptions, defaultConfig } from './config/AutoSaveConfig.ts'
export type { HeartbeatRow, HeartbeatStore, WriterClaim } from './environment/HeartbeatRow.ts'
export type { LeftMark, LeftMarks } from './environment/leftMarks.ts'
export type { PageLifecycle, PageMoment } from './environment/PageLifecycle.ts'
export type { TabMemory } from './environment/tabMemory.ts'
export type { OpenSessionLock, TabPresence } from './environment/TabPresence.ts'
export { WebWriterLock, type WriterLock } from './environment/WriterLock.ts'
export type { LifetimeConfig } from './config/LifetimeConfig.ts'
export type { MonitoringConfig } from './config/MonitoringConfig.ts'
export type { ContentConfig, Selector } from './config/ContentConfig.ts'
export type { DurabilityConfig } from './config/DurabilityConfig.ts'
export type { RetentionConfig } from './config/RetentionConfig.ts'
export type { Migration, SchemaConfig } from './config/SchemaConfig.ts'
export type { SchemaIssue, SchemaResult, StandardSchema } from './config/StandardSchema.ts'
export type { RetryConfig, TimingConfig } from './config/TimingConfig.ts'
export type { TabsConfig, TabsMode } from './config/TabsConfig.ts'
export { AutoSaveError, type AutoSaveErrorCode } from './errors/AutoSaveError.ts'
export type {
  AccessEvent,
  AutoSaveEvent,
  ConflictEvent,
  HeartbeatFailedEvent,
  RecoverableEvent,
  SavedEvent,
  SaveFailedEvent,
  SlowSaveEvent,
} from './manager/AutoSaveEvent.ts'
export { AutoSaveManager } from './manager/AutoSaveManager.ts'
export type { RestoreOptions, RestoreResult } from './manager/RestoreResult.ts'
export type { ConflictChoice, SaveConflict } from './manager/SaveConflict.ts'
export type { RestoreReport, SaveSnapshot, SaveStatus, SessionAccess } from './manager/SaveSnapshot.ts'
export type { PageSetup } from './manager/PageSetup.ts'
export type { Surroundings } from './manager/SessionContext.ts'
export type { SaveResult } from './manager/SaveWaiters.ts'
export type { AutoSaveMetrics, PerformanceInfo, TimeSpread } from './metrics/AutoSaveMetrics.ts'
export type { MetricsRollup } from './metrics/MetricsRollup.ts'
export type { SegmentHeader, SegmentRow } from './records/SegmentRow.ts'
export type { HistoryEntry } from './recovery/history/HistoryEntry.ts'
export type { MergeConflict, Preference } from './recovery/merge/mergeStates.ts'
export type { DiscardedSession } from './recovery/trash/DiscardedSession.ts'
export type { RecoverableSession } from './recovery/recoverable/RecoverableSession.ts'
export type { StrayReport } from './recovery/strays/StrayReport.ts'
export type { SessionEnding } from './recovery/sessionEnding.ts'
export type { Clock } from './schedule/Clock.ts'
export { AutoSaveService, type StorageInfo } from './service/AutoSaveService.ts'
export type { EventOf } from './service/EventListeners.ts'
export type { PurgeReport } from './service/purgeScope.ts'
export type { SessionVersion } from './service/readVersion.ts'
export type { RecoveredSession } from './service/recoverSession.ts'
export type { UndiscardedSession } from './service/SessionTrash.ts'
export type { ForkOptions, ImportedSession, SessionSummary } from './service/SessionShelf.ts'
export { autoSaveService } from './service/defaultService.ts'
export { FallbackChain } from './storage/chain/FallbackChain.ts'
export { type AbandonableStorage, WatchedStorage } from './storage/chain/WatchedStorage.ts'
export type { Durability, ReadSource } from './storage/Durability.ts'
export type { LastWord, LastWords } from './storage/last-words/LastWords.ts'
export { type LastWordsContext, LastWordsStorage } from './storage/last-words/LastWordsStorage.ts'
export { WebLastWords } from './storage/last-words/WebLastWords.ts'
export type { Alignment, CopyEntry, SessionContent, Stock, StockRow } from './storage/lifeboat/CopyEntry.ts'
export type { LifeboatDiagnosis, LifeboatState } from './storage/lifeboat/LifeboatDiagnosis.ts'
export type { LifeboatMedium } from './storage/lifeboat/LifeboatMedium.ts'
export { LifeboatStorage } from './storage/lifeboat/LifeboatStorage.ts'
export type { StorageDiagnosis, StorageProblem } from './storage/StorageDiagnosis.ts'
export { WebStorage } from './storage/local-storage/WebStorage.ts'
export { MemoryStorage } from './storage/memory/MemoryStorage.ts'
export type {
  AppendOptions,
  QuarantineEntry,
  Retirement,
  RevisionRange,
  RowKey,
  RowListener,
  SegmentStorage,
  SessionRow,
} from './storage/SegmentStorage.ts'
export type { NoteChange, NoteId, SessionBook, SessionNote } from './storage/SessionBook.ts'
export type { Heartbeat, HeartbeatSession } from './tabs/Heartbeat.ts'
export type { TabChannel } from './tabs/TabChannel.ts'
export type { TabMessage } from './tabs/TabMessage.ts'
export type { TabVerdict } from './tabs/tabVerdict.ts'
