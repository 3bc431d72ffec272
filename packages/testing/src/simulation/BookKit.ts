import type { AutoSaveOptions } from '@autosave-kit/core'
import type { BookManager } from './BookManager.ts'

/** What an app is made with. */
export interface BookKit {
  readonly manager: BookManager
  readonly options: AutoSaveOptions
  /** Whether it shows what other tabs do, as soon as they have done it. */
  readonly isListening: boolean
  readonly onViolation: (violation: unknown) => void
}
