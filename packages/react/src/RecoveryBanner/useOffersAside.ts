import type { RecoverableSession } from '@autosave-kit/core'
import { useState } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'

interface Offers {
  /** What nobody has put aside. */
  readonly offers: readonly RecoverableSession[]
  /** Not now: these are not spoken of again on this page. They stay where they are. */
  readonly putAside: () => void
}

const asideOf = new WeakMap<SessionRegistry, ReadonlySet<string>>()
const NONE: ReadonlySet<string> = new Set()

/** Offers the person was told of and left for later, remembered as long as the page lives: a change of route must not tell of them again. */
export function useOffersAside(sessions: readonly RecoverableSession[]): Offers {
  const registry = useRegistry()
  const [aside, setAside] = useState(() => asideOf.get(registry) ?? NONE)
  return {
    offers: sessions.filter((session) => !aside.has(keyOf(session))),
    putAside: () => {
      const all = new Set([...aside, ...sessions.map(keyOf)])
      asideOf.set(registry, all)
      setAside(all)
    },
  }
}

/** The same session, left behind once more with other work in it, is another offer. */
function keyOf({ id, revision }: RecoverableSession): string {
  return `${revision} ${id}`
}
