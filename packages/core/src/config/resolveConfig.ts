import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { type AutoSaveConfig, type AutoSaveOptions, type RetryConfig, defaultConfig } from './AutoSaveConfig.ts'

/** Longest delay a browser's timer can hold; a longer one fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/**
 * Lays `options` over `base` and checks the result.
 *
 * `maxWaitMs` follows a longer `debounceMs` unless it is given itself.
 *
 * @throws AutoSaveError `INVALID_CONFIG` naming the option, its value and what is allowed. Nothing is changed then.
 */
export function resolveConfig(options: AutoSaveOptions, base: AutoSaveConfig = defaultConfig): AutoSaveConfig {
  refuseUnknown(options, base, '')
  refuseUnknown(options.retry ?? {}, base.retry, 'retry.')
  const debounceMs = duration('debounceMs', options.debounceMs, base.debounceMs)
  const maxWaitMs = duration('maxWaitMs', options.maxWaitMs, Math.max(base.maxWaitMs, debounceMs))
  if (maxWaitMs < debounceMs) {
    throw invalid('maxWaitMs', maxWaitMs, `at least debounceMs, which is ${debounceMs}`)
  }
  return { debounceMs, maxWaitMs, retry: resolveRetry(options.retry ?? {}, base.retry) }
}

function resolveRetry(options: Partial<RetryConfig>, base: RetryConfig): RetryConfig {
  const baseDelayMs = duration('retry.baseDelayMs', options.baseDelayMs, base.baseDelayMs)
  const maxDelayMs = duration('retry.maxDelayMs', options.maxDelayMs, Math.max(base.maxDelayMs, baseDelayMs))
  if (maxDelayMs < baseDelayMs) {
    throw invalid('retry.maxDelayMs', maxDelayMs, `at least retry.baseDelayMs, which is ${baseDelayMs}`)
  }
  return { baseDelayMs, maxDelayMs }
}

function duration(name: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback
  if (typeof value === 'number' && value >= 0 && value <= MAX_TIMER_MS) return value
  throw invalid(name, value, `a number of milliseconds from 0 to ${MAX_TIMER_MS}`)
}

function refuseUnknown(given: object, known: object, prefix: string): void {
  for (const name of Object.keys(given)) {
    if (!(name in known)) {
      throw invalid(prefix + name, Reflect.get(given, name), `one of ${Object.keys(known).join(', ')}`)
    }
  }
}

function invalid(name: string, value: unknown, allowed: string): AutoSaveError {
  return new AutoSaveError('INVALID_CONFIG', {
    what: `The option ${name} is ${show(value)}.`,
    why: 'Saving goes on with the options as they were.',
    fix: `Allowed is ${allowed}.`,
  })
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
