import { autoSaveService, type AutoSaveOptions } from '@autosave-kit/core'
import { useMemo, useRef, type ReactNode } from 'react'
import { useLiveRegion } from '../announce/useLiveRegion.ts'
import { useIsomorphicLayoutEffect } from '../hooks/useIsomorphicLayoutEffect.ts'
import { isSameContent } from '../session/isSameContent.ts'
import { provideService } from '../session/providedServices.ts'
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
  /**
   * Options for all sessions of the service. A new object with the same content changes nothing; a function (`select`, a migration) or a
   * schema is the same only when it is the very one, so define these outside of the component.
   */
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
  useIsomorphicLayoutEffect(() => provideService(service), [service])
  const applied = useRef<{ service: SessionService; config: AutoSaveOptions }>(undefined)
  useIsomorphicLayoutEffect(() => {
    if (config === undefined) return
    // Inline objects are new in every render; only what they say counts.
    if (applied.current?.service === service && isSameContent(applied.current.config, config)) return
    applied.current = { service, config }
    try {
      service.updateGlobalConfig(config)
    } catch (error) {
      reportAppError(error)
    }
  }, [service, config])
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>
}
