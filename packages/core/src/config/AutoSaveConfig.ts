import { type ContentConfig, defaultContent } from './ContentConfig.ts'
import { type RetentionConfig, defaultRetention } from './RetentionConfig.ts'
import { type SchemaConfig, defaultSchema } from './SchemaConfig.ts'

/** How long to wait between two attempts when saving fails. @public */
export interface RetryConfig {
  /**
   * Wait before the first retry, in ms; it doubles with each failure.
   * Choose about the time after which a passing fault (a busy disk) is usually over.
   *
   * @defaultValue 1000
   */
  readonly baseDelayMs: number
  /**
   * Longest wait between two attempts, in ms. Choose the longest time a person should wait, after freeing space, to see *Saved* again.
   *
   * @defaultValue 30000
   */
  readonly maxDelayMs: number
}

/**
 * Options of a manager, or of all managers of a service.
 *
 * @public
 */
export interface AutoSaveConfig<TState = unknown> extends ContentConfig<TState>, SchemaConfig {
  /**
   * Quiet time after the last change before it is saved, in ms. 0 saves in the next task.
   * Choose lower when crashes are likely, higher when each save is dear; leaving the page saves at once whatever it is.
   *
   * @defaultValue 2000
   */
  readonly debounceMs: number
  /**
   * Longest time a change may wait while the person goes on typing, in ms. At least `debounceMs`.
   * Choose the most work, in ms of typing, that a killed browser may cost.
   *
   * @defaultValue 10000
   */
  readonly maxWaitMs: number
  readonly retry: RetryConfig
  readonly retention: RetentionConfig
}

/** What callers pass: any part of the options; the rest keeps its default. @public */
export type AutoSaveOptions<TState = unknown> = Partial<Omit<AutoSaveConfig<TState>, 'retry' | 'retention'>> & {
  readonly retry?: Partial<RetryConfig>
  readonly retention?: Partial<RetentionConfig>
}

export const defaultConfig: AutoSaveConfig = {
  // The mission's own number: long enough that a sentence is one save.
  debounceMs: 2_000,
  // Five debounces: someone who types without a pause is never further behind.
  maxWaitMs: 10_000,
  retry: { baseDelayMs: 1_000, maxDelayMs: 30_000 },
  retention: defaultRetention,
  ...defaultContent,
  ...defaultSchema,
}
