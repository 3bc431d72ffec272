import { type AutoSaveConfig, type AutoSaveOptions, defaultConfig } from './AutoSaveConfig.ts'
import type { ContentConfig } from './ContentConfig.ts'
import type { DurabilityConfig } from './DurabilityConfig.ts'
import { invalidOption } from './invalidOption.ts'
import {
  type OptionCheck,
  amount,
  count,
  duration,
  flag,
  interval,
  migrationsTo,
  oneOf,
  pathList,
  selector,
  standardSchema,
  version,
} from './optionChecks.ts'
import type { MonitoringConfig } from './MonitoringConfig.ts'
import type { RetentionConfig } from './RetentionConfig.ts'
import type { SchemaConfig } from './SchemaConfig.ts'
import type { RetryConfig, TimingConfig } from './TimingConfig.ts'
import type { TabsConfig } from './TabsConfig.ts'

/**
 * Lays `options` over `base` and checks the result. An option that is `undefined` counts as not given.
 *
 * `maxWaitMs` follows a longer `debounceMs` unless it is given itself.
 *
 * @throws AutoSaveError `INVALID_CONFIG` naming the option, its value and what is allowed. Nothing is changed then.
 */
export function resolveConfig(options: AutoSaveOptions, base: AutoSaveConfig = defaultConfig): AutoSaveConfig {
  refuseUnknown(options, base, '')
  refuseUnknown(options.retry ?? {}, base.retry, 'retry.')
  refuseUnknown(options.durability ?? {}, base.durability, 'durability.')
  refuseUnknown(options.retention ?? {}, base.retention, 'retention.')
  return {
    ...resolveTiming(options, base),
    durability: resolveDurability(options.durability ?? {}, base.durability),
    retention: resolveRetention(options.retention ?? {}, base.retention),
    ...resolveContent(options, base),
    ...resolveMonitoring(options, base),
    ...resolveSchema(options, base),
    ...resolveTabs(options, base),
    maxSessionAge: given('maxSessionAge', options.maxSessionAge, amount) ?? base.maxSessionAge,
  }
}

function resolveTiming(options: AutoSaveOptions, base: TimingConfig): TimingConfig {
  const debounceMs = given('debounceMs', options.debounceMs, duration) ?? base.debounceMs
  const maxWaitMs = given('maxWaitMs', options.maxWaitMs, duration) ?? Math.max(base.maxWaitMs, debounceMs)
  if (maxWaitMs < debounceMs) {
    throw invalidOption('maxWaitMs', maxWaitMs, `at least debounceMs, which is ${debounceMs}`)
  }
  return {
    debounceMs,
    maxWaitMs,
    crashWindowMs: given('crashWindowMs', options.crashWindowMs, duration) ?? base.crashWindowMs,
    pauseWhenOffline: given('pauseWhenOffline', options.pauseWhenOffline, flag) ?? base.pauseWhenOffline,
    retry: resolveRetry(options.retry ?? {}, base.retry),
  }
}

function resolveRetry(options: Partial<RetryConfig>, base: RetryConfig): RetryConfig {
  const baseDelayMs = given('retry.baseDelayMs', options.baseDelayMs, duration) ?? base.baseDelayMs
  const maxDelayMs = given('retry.maxDelayMs', options.maxDelayMs, duration) ?? Math.max(base.maxDelayMs, baseDelayMs)
  if (maxDelayMs < baseDelayMs) {
    throw invalidOption('retry.maxDelayMs', maxDelayMs, `at least retry.baseDelayMs, which is ${baseDelayMs}`)
  }
  return { baseDelayMs, maxDelayMs }
}

const relaxedOrStrict = oneOf('relaxed', 'strict')

function resolveDurability(options: Partial<DurabilityConfig>, base: DurabilityConfig): DurabilityConfig {
  const { autosave, manual, strictIntervalMs } = options
  return {
    autosave: given('durability.autosave', autosave, relaxedOrStrict) ?? base.autosave,
    manual: given('durability.manual', manual, relaxedOrStrict) ?? base.manual,
    strictIntervalMs: given('durability.strictIntervalMs', strictIntervalMs, duration) ?? base.strictIntervalMs,
  }
}

function resolveRetention(options: Partial<RetentionConfig>, base: RetentionConfig): RetentionConfig {
  const { mergeWindowMs, maxAgeMs, maxVersions, maxBytes, trashMs } = options
  return {
    mergeWindowMs: given('retention.mergeWindowMs', mergeWindowMs, amount) ?? base.mergeWindowMs,
    maxAgeMs: given('retention.maxAgeMs', maxAgeMs, amount) ?? base.maxAgeMs,
    maxVersions: given('retention.maxVersions', maxVersions, count) ?? base.maxVersions,
    maxBytes: given('retention.maxBytes', maxBytes, amount) ?? base.maxBytes,
    trashMs: given('retention.trashMs', trashMs, amount) ?? base.trashMs,
  }
}

const excludeOrStore = oneOf('exclude', 'store')
const compareChoice = oneOf('identity', 'deep')

function resolveContent(options: Partial<ContentConfig>, base: ContentConfig): ContentConfig {
  return {
    exclude: given('exclude', options.exclude, pathList) ?? base.exclude,
    include: given('include', options.include, pathList) ?? base.include,
    secrets: given('secrets', options.secrets, excludeOrStore) ?? base.secrets,
    attachments: given('attachments', options.attachments, excludeOrStore) ?? base.attachments,
    select: given('select', options.select, selector) ?? base.select,
    compare: given('compare', options.compare, compareChoice) ?? base.compare,
  }
}

function resolveMonitoring(options: Partial<MonitoringConfig>, base: MonitoringConfig): MonitoringConfig {
  const { enablePerformanceMonitoring: isOn, performanceTarget } = options
  return {
    enablePerformanceMonitoring: given('enablePerformanceMonitoring', isOn, flag) ?? base.enablePerformanceMonitoring,
    performanceTarget: given('performanceTarget', performanceTarget, amount) ?? base.performanceTarget,
  }
}

function resolveSchema(options: Partial<SchemaConfig>, base: SchemaConfig): SchemaConfig {
  const schemaVersion = given('schemaVersion', options.schemaVersion, version) ?? base.schemaVersion
  const migrations = options.migrations === undefined ? base.migrations : options.migrations
  // Also those of before: a version that is raised alone leaves a gap behind it.
  given('migrations', migrations, migrationsTo(schemaVersion))
  return { schemaVersion, migrations, schema: given('schema', options.schema, standardSchema) ?? base.schema }
}

const tabsMode = oneOf('merge', 'single-writer', 'separate')

function resolveTabs(options: Partial<TabsConfig>, base: TabsConfig): TabsConfig {
  const { tabs, heartbeatIntervalMs } = options
  return {
    tabs: given('tabs', tabs, tabsMode) ?? base.tabs,
    heartbeatIntervalMs: given('heartbeatIntervalMs', heartbeatIntervalMs, interval) ?? base.heartbeatIntervalMs,
  }
}

function given<TValue>(name: string, value: TValue | undefined, check: OptionCheck): TValue | undefined {
  if (value === undefined || check.accepts(value)) return value
  throw invalidOption(name, value, check.allowed)
}

function refuseUnknown(options: object, known: object, prefix: string): void {
  for (const name of Object.keys(options)) {
    if (!(name in known)) {
      throw invalidOption(prefix + name, Reflect.get(options, name), `one of ${Object.keys(known).join(', ')}`)
    }
  }
}
