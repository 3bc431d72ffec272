import { shareTree } from '../records/shareTree.ts'
import { bringUpToDate } from '../recovery/bringUpToDate.ts'
import { readRevision } from '../recovery/history/readRevision.ts'
import { type MergedStates, type Preference, type ThreeStates, mergeStates } from '../recovery/merge/mergeStates.ts'
import type { StoredSession } from '../recovery/readSession.ts'
import { leftOutRule } from './leftOutRule.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SessionLog } from './SessionLog.ts'

/** What other tabs made of the state that this tab knew, in the app's shape. */
export interface RemoteSide extends Pick<ThreeStates, 'base' | 'theirs'> {
  /** What is stored, where it is unchanged by the objects that are known here. */
  readonly stored: StoredSession
}

/** Puts this tab's work and what it finds in the store together. */
export class RemoteMerge {
  readonly #context: SessionContext
  readonly #log: SessionLog

  constructor(context: SessionContext, log: SessionLog) {
    this.#context = context
    this.#log = log
  }

  /** @throws AutoSaveError what the storage throws, and when what is stored cannot be brought into the app's shape. */
  async remoteSide(found: StoredSession): Promise<RemoteSide> {
    const known = this.#log.known.newestOf(found.segments)
    const { root } = found.tree
    const tree = root === undefined ? found.tree : { ...found.tree, root: shareTree(this.#log.tree.root, root) }
    const stored = { ...found, tree }
    const config = this.#context.config()
    const [base, theirs] = await Promise.all([
      known === undefined ? undefined : bringUpToDate(await this.#baseOf(known), known.schemaVersion, config),
      bringUpToDate(tree.root?.value, stored.head?.schemaVersion ?? config.schemaVersion, config),
    ])
    return { base, theirs, stored }
  }

  merge({ base, theirs }: RemoteSide, state: unknown, prefer: Preference = 'mine'): MergedStates {
    const config = this.#context.config()
    const mine = config.select === undefined || state === undefined ? state : config.select(state)
    return mergeStates({ base, mine, theirs }, { prefer, isLeftOut: leftOutRule(config) })
  }

  /** What an app changes in place has changed in what is known of it too: what it was then is read. */
  async #baseOf({ revision, tree }: { revision: number; tree: SessionLog['tree'] }): Promise<unknown> {
    const { config, surroundings, sessionId } = this.#context
    if (config().compare !== 'deep') return tree.root?.value
    return (await readRevision(surroundings.storage, sessionId, revision))?.state
  }
}
