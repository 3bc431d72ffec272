import { AutoSaveService } from './AutoSaveService.ts'

/** The ready-made service: what the React package uses unless it is given another. @public */
export const autoSaveService = new AutoSaveService()
