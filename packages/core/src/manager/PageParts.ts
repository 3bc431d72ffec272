import type { OwnLifecycle } from '../environment/PageLifecycle.ts'
import type { TabPresence } from '../environment/TabPresence.ts'
import type { ScopeEpoch } from '../storage/purge/ScopeEpoch.ts'

/** What the storage of a page is made of, and with. */
export interface PageParts {
  /** What all names begin with. */
  readonly name: string
  readonly epoch: ScopeEpoch
  readonly presence: TabPresence
  readonly lifecycle: OwnLifecycle
}
