import type { AutoSaveConfig } from '../config/AutoSaveConfig.ts'
import { SessionMetrics } from '../metrics/SessionMetrics.ts'
import { FactStore } from './FactStore.ts'
import type { Surroundings } from './SessionContext.ts'
import type { SessionIdentity } from './SessionIdentity.ts'
import { SessionReporter } from './SessionReporter.ts'

interface Asked {
  readonly config: () => AutoSaveConfig
  /** How much longer than configured saves are put off. */
  readonly delayFactor: () => number
}

export interface KnownFacts {
  readonly facts: FactStore
  readonly metrics: SessionMetrics
}

/** What is known of a session, and the figures that are made of it. */
export function createFacts(
  identity: SessionIdentity,
  surroundings: Surroundings,
  { config, delayFactor }: Asked,
): KnownFacts {
  const { clock, announce, heartbeat } = surroundings
  const heartbeatFailures = (): number => heartbeat?.failureCount ?? 0
  const metrics = new SessionMetrics(identity, config, { ...surroundings, heartbeatFailures, delayFactor })
  const facts = new FactStore(identity, clock, new SessionReporter(identity, metrics, announce).observe)
  return { facts, metrics }
}
