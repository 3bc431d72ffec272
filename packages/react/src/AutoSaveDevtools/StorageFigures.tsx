import type { AutoSaveService, StorageInfo } from '@autosave-kit/core'
import { useMemo, useSyncExternalStore } from 'react'
import { registryOf } from '../session/registryOf.ts'
import { StorageInfoStore, unknownStorage } from '../storage/StorageInfoStore.ts'
import { byteSize } from '../words/byteSize.ts'

/** The stores in the order in which saves try them. */
const CHAIN = ['disk', 'fallback', 'memory'] as const
const STORES = { disk: 'IndexedDB', fallback: 'localStorage', memory: 'memory' }

/** Where saves of this page go, what is wrong with which store, and the room there is. */
export function StorageFigures({ service }: { readonly service: AutoSaveService }) {
  const store = useMemo(() => StorageInfoStore.of(registryOf(service)), [service])
  const { diagnosis, usage, quota, isPersisted } = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    () => unknownStorage,
  )
  const { lifeboat, isReadOnly } = diagnosis
  const room =
    usage === undefined || quota === undefined ? 'not told' : `${byteSize(usage, 'en')} of ${byteSize(quota, 'en')}`
  return (
    <>
      <Chain diagnosis={diagnosis} />
      <dl className="autosave-panel-facts">
        {[
          ['second copy', typeof lifeboat === 'string' ? lifeboat : lifeboat.code],
          ['room', room],
          ['kept by the browser', isPersisted === undefined ? 'not told' : String(isPersisted)],
          ['read only', String(isReadOnly)],
        ].map(([name, value]) => (
          <div key={name} className="autosave-panel-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Chain({ diagnosis: { place, problems } }: { readonly diagnosis: StorageInfo['diagnosis'] }) {
  return (
    <ol>
      {CHAIN.map((own) => (
        <li key={own} data-type={problems.some((problem) => problem.place === own) ? 'error' : undefined}>
          <b>{own === place ? `→ ${own}` : own}</b>
          <span>{STORES[own]}</span>
          {problems
            .filter((problem) => problem.place === own)
            .map(({ code, since, message }) => (
              <span key={code} title={message}>
                {code} since {new Date(since).toLocaleTimeString('en-GB')}
              </span>
            ))}
        </li>
      ))}
    </ol>
  )
}
