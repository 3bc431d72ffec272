import { autoSaveService, type AutoSaveOptions } from '@autosave-kit/core'
import { useMemo, useRef, type ReactNode } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { registryOf } from '../session/registryOf.ts'
import { reportAppError } from '../session/reportAppError.ts'
import type { SessionService } from '../session/SessionService.ts'
import { RegistryContext } from './RegistryContext.ts'

/** @public */
export interface AutoSaveProviderProps {
  /**
   * The service that keeps the sessions.
   *
   * @defaultValue core's ready-made `autoSaveService`
   */
  readonly service?: SessionService | undefined
  /** Options for all sessions of the service. A new object with the same content changes nothing. */
  readonly config?: AutoSaveOptions | undefined
  readonly children?: ReactNode
}

/**
 * Gives a service, and its options, to the hooks and components inside.
 *
 * Without a provider they use core's ready-made `autoSaveService`, as a provider without a `service` does. An option with a value that
 * is not allowed is reported to `window.onerror`; the options before it stay.
 *
 * @public
 */
export function AutoSaveProvider({ service = autoSaveService, config, children }: AutoSaveProviderProps) {
  const registry = useMemo(() => registryOf(service), [service])
  useLiveRegion()
  const applied = useRef<{ service: SessionService; text: string }>(undefined)
  useIsomorphicLayoutEffect(() => {
    if (config === undefined) return
    // Inline objects are new in every render; only what they say counts.
    const text = JSON.stringify(config)
    if (applied.current?.service === service && applied.current.text === text) return
    applied.current = { service, text }
    try {
      service.updateGlobalConfig(config)
    } catch (error) {
      reportAppError(error)
    }
  }, [service, config])
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>
}
