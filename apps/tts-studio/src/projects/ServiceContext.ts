import { autoSaveService } from '@autosave-kit/core'
import { createContext, useContext } from 'react'

const ServiceContext = createContext(autoSaveService)

/** Gives the studio the service that keeps its projects; tests bring their own. */
export const ServiceProvider = ServiceContext.Provider

export function useService() {
  return useContext(ServiceContext)
}
