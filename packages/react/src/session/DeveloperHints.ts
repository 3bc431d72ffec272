import { AutoSaveError } from '@autosave-kit/core'
import { MutationWatch } from './MutationWatch.ts'
import { isOutsideProviders } from './providedServices.ts'
import { reportAppError } from './reportAppError.ts'
import type { SessionRegistry } from './SessionRegistry.ts'

/** What was said of a registry already: a mistake is told of once, not for each component and visit to a route. */
interface Told {
  readonly sharedIds: Set<string>
  isOutside: boolean
}

const toldOf = new WeakMap<SessionRegistry, Told>()

/** What a developer's build notices about one component's session. Loaded there only, so it comes a moment after the component. */
export class DeveloperHints {
  readonly #mutations: MutationWatch

  constructor(registry: SessionRegistry, id: string) {
    this.#mutations = new MutationWatch(id)
    const told = toldOf.get(registry) ?? { sharedIds: new Set(), isOutside: false }
    toldOf.set(registry, told)
    const linkCount = registry.getSessions(id)[0]?.linkCount ?? 0
    if (linkCount > 1 && !told.sharedIds.has(id)) reportAppError(duplicateId(id))
    if (linkCount > 1) told.sharedIds.add(id)
    if (linkCount === 0 || told.isOutside || !isOutsideProviders(registry.service)) return
    told.isOutside = true
    reportAppError(noProvider(id))
  }

  /** Called with each committed state that is compared by identity. */
  look(state: unknown): void {
    this.#mutations.look(state)
  }

  end(): void {
    this.#mutations.end()
  }
}

function duplicateId(id: string): AutoSaveError {
  return new AutoSaveError('DUPLICATE_ID', {
    what: `Two components on this page call useAutoSave with the id ${JSON.stringify(id)}.`,
    why: 'A session holds one state: each edit in one of them replaces what was saved from the other.',
    fix: 'Give each its own id, or call useAutoSave once, where the shared state lives.',
  })
}

function noProvider(id: string): AutoSaveError {
  return new AutoSaveError('NO_PROVIDER', {
    what: `A component outside of this page’s <AutoSaveProvider> keeps the session ${JSON.stringify(id)}.`,
    why: 'The ready-made service keeps it, with default options, and badges inside the provider do not speak of it.',
    fix: 'Move the component inside the provider, or give it one of its own.',
  })
}
