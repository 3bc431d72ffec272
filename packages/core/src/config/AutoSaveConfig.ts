import { type ContentConfig, defaultContent } from './ContentConfig.ts'
import { type DurabilityConfig, defaultDurability } from './DurabilityConfig.ts'
import { type LifetimeConfig, defaultLifetime } from './LifetimeConfig.ts'
import { type MonitoringConfig, defaultMonitoring } from './MonitoringConfig.ts'
import { type RetentionConfig, defaultRetention } from './RetentionConfig.ts'
import { type SchemaConfig, defaultSchema } from './SchemaConfig.ts'
import { type TabsConfig, defaultTabs } from './TabsConfig.ts'
import { type RetryConfig, type TimingConfig, defaultTiming } from './TimingConfig.ts'

/**
 * Options of a manager, or of all managers of a service.
 *
 * @public
 */
export interface AutoSaveConfig<TState = unknown>
  extends TimingConfig, ContentConfig<TState>, MonitoringConfig, SchemaConfig, TabsConfig, LifetimeConfig {
  readonly durability: DurabilityConfig
  readonly retention: RetentionConfig
}

/** Options that are groups of options: each of them can be given alone. */
interface OptionGroups {
  readonly retry: Partial<RetryConfig>
  readonly durability: Partial<DurabilityConfig>
  readonly retention: Partial<RetentionConfig>
}

/** What callers pass: any part of the options; the rest keeps its default. @public */
export type AutoSaveOptions<TState = unknown> = Partial<Omit<AutoSaveConfig<TState>, keyof OptionGroups>> &
  Partial<OptionGroups>

export const defaultConfig: AutoSaveConfig = {
  ...defaultTiming,
  durability: defaultDurability,
  retention: defaultRetention,
  ...defaultContent,
  ...defaultMonitoring,
  ...defaultSchema,
  ...defaultTabs,
  ...defaultLifetime,
}
