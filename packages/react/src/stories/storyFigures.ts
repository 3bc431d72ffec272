import type { AutoSaveMetrics, StorageInfo } from '@autosave-kit/core'
import { noMetrics } from '../metrics/MetricsSource.ts'
import { idleSnapshot } from '../status/idleSnapshot.ts'

/** An afternoon of writing. */
export const storyMetrics: AutoSaveMetrics = {
  ...noMetrics,
  totalSaves: 1_204,
  failedSaves: 2,
  averageSaveTime: 2.1,
  lastSaveTime: 1.7,
  saveTime: { last: 1.7, average: 2.1, p50: 1.8, p95: 4.2, p99: 11.6, longest: 38 },
  mainThreadTime: { last: 0.4, average: 0.5, p50: 0.4, p95: 0.9, p99: 1.6, longest: 4.1 },
  bytesWritten: 812_000,
  rowsWritten: 1_246,
  savesAvoided: 9_310,
  payloadReduction: 0.997,
}

export const storyStorage: StorageInfo = {
  diagnosis: idleSnapshot.storage,
  usage: 32_400_000,
  quota: 6_200_000_000,
  isPersisted: false,
}
