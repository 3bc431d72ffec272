import { autoSaveService } from '@autosave-kit/core'
import { createContext, useContext } from 'react'
import { registryOf } from '../session/registryOf.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'

export const RegistryContext = createContext<SessionRegistry | undefined>(undefined)

/**
 * The registry of the nearest provider, or of the ready-made service.
 *
 * A forgotten provider must not cost work: throwing would take the form down, and doing nothing would lose what is typed. The
 * ready-made service is what a provider without a `service` uses as well, so both name the same session and nothing is split in two.
 */
export function useRegistry(): SessionRegistry {
  return useContext(RegistryContext) ?? registryOf(autoSaveService)
}
