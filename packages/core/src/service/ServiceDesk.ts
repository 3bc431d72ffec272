import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import type { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import type { Surroundings } from '../manager/SessionContext.ts'

/** What a service has of its page. */
export interface ServiceDesk {
  readonly scope: () => string | undefined
  /** What this page holds of its scope is stored no more; what it is asked for next begins anew. */
  readonly endLife: () => void
  readonly surroundings: () => Surroundings
  readonly options: () => AutoSaveOptions
  /** A session that this page has open is nobody else's id, whether anything of it is stored or not. */
  readonly isOpenHere: (sessionId: string) => boolean
  /** Stores what this page holds of a session. */
  readonly settle: (sessionId: string) => Promise<void>
  readonly open: <TState>(sessionId: string, options?: AutoSaveOptions<TState>) => AutoSaveManager<TState>
  /** The manager there is, after one that is ending has ended. */
  readonly managerOf: (sessionId: string) => Promise<AutoSaveManager | undefined>
}
