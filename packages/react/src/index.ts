'use client'

export { AutoSaveProvider, type AutoSaveProviderProps } from './provider/AutoSaveProvider.tsx'
export { useAutoSave, type AutoSaveHandle, type UseAutoSaveOptions } from './hooks/useAutoSave.ts'
export { useAutoSavedState, type UseAutoSavedStateOptions } from './hooks/useAutoSavedState.ts'
export { useAutoSaveForm, type AutoSaveFormHandle, type UseAutoSaveFormOptions } from './hooks/useAutoSaveForm.ts'
export type { FormEntry, FormValues } from './form/FormValues.ts'
export { useSaveHistory, type SaveHistory, type UseSaveHistoryOptions } from './hooks/useSaveHistory.ts'
export type { RestoredVersion } from './history/HistoryStore.ts'
export { useSaveStatus, type UseSaveStatusOptions } from './hooks/useSaveStatus.ts'
export { useRecovery, type Recovery } from './hooks/useRecovery.ts'
export type { RecoveryService } from './recovery/RecoveryService.ts'
export { RecoveryDialog, type RecoveryDialogProps } from './RecoveryDialog/RecoveryDialog.tsx'
export type { RecoveryDialogLabelOptions, RecoveryDialogLabels } from './RecoveryDialog/recoveryDialogLabels.ts'
export { useSaveMetrics, type UseSaveMetricsOptions } from './hooks/useSaveMetrics.ts'
export { useStorageInfo } from './hooks/useStorageInfo.ts'
export { SaveStatusBadge, type SaveStatusBadgeProps } from './SaveStatusBadge/SaveStatusBadge.tsx'
export type { SaveStatusLabelOptions, SaveStatusLabels } from './SaveStatusBadge/saveStatusLabels.ts'
export { SaveNowButton, type SaveNowButtonProps } from './SaveNowButton/SaveNowButton.tsx'
export type { SaveNowLabels } from './SaveNowButton/saveNowLabels.ts'
export { RecoveryBanner, type RecoveryBannerProps } from './RecoveryBanner/RecoveryBanner.tsx'
export type { RecoveryLabels } from './RecoveryBanner/recoveryLabels.ts'
export { AutoSaveDevtools, type AutoSaveDevtoolsProps } from './AutoSaveDevtools/AutoSaveDevtools.tsx'
export { AutoSaveSettings, type AutoSaveSettingsProps } from './AutoSaveSettings/AutoSaveSettings.tsx'
export type { AutoSaveSettingsLabels } from './AutoSaveSettings/autoSaveSettingsLabels.ts'
export { ConflictDialog, type ConflictDialogProps } from './ConflictDialog/ConflictDialog.tsx'
export type { ConflictDialogLabels } from './ConflictDialog/conflictDialogLabels.ts'
export { StorageNotice, type StorageNoticeProps } from './StorageNotice/StorageNotice.tsx'
export type { StorageNoticeLabelOptions, StorageNoticeLabels } from './StorageNotice/storageNoticeLabels.ts'
export type { StorageTrouble } from './StorageNotice/storageTrouble.ts'
export { SaveHistoryPanel, type SaveHistoryPanelProps } from './SaveHistoryPanel/SaveHistoryPanel.tsx'
export type { SaveHistoryLabelOptions, SaveHistoryLabels } from './SaveHistoryPanel/saveHistoryLabels.ts'
export type { SessionManager, SessionService } from './session/SessionService.ts'
export type {
  AutoSaveMetrics,
  HistoryEntry,
  SaveResult,
  SaveSnapshot,
  SaveStatus,
  StorageInfo,
} from '@autosave-kit/core'
