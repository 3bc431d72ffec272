import { useEffect, useState } from 'react'

interface Lock {
  readonly name: string
  readonly detail: string
}

const LOOK_EVERY_MS = 1_000
const PREFIX = 'autosave-kit:'

/** Which tabs live, and which sessions they have open: what the browser's lock manager says now. */
export function LockList() {
  const locks = useLocks()
  if (locks === undefined) return <p>This browser has no Web Locks, or has not answered yet.</p>
  if (locks.length === 0) return <p>No lock of the kit is held.</p>
  return (
    <ol>
      {locks.map(({ name, detail }) => (
        // One name may be held by many tabs, but only once by each.
        <li key={`${name} ${detail}`}>
          <b>{name}</b>
          <span>{detail}</span>
        </li>
      ))}
    </ol>
  )
}

function useLocks(): readonly Lock[] | undefined {
  const [locks, setLocks] = useState<readonly Lock[]>()
  useEffect(() => {
    let isCurrent = true
    const look = (): void => {
      // Not there without a secure origin.
      const manager: LockManager | undefined = navigator.locks
      manager?.query().then(
        ({ held = [], pending = [] }) => {
          if (isCurrent) setLocks([...held.map(toLock('held')), ...pending.map(toLock('waited for'))].filter(isOurs))
        },
        () => undefined,
      )
    }
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [])
  return locks
}

function toLock(state: string): (info: LockInfo) => Lock {
  return ({ name = '', mode = '', clientId = '' }) => ({
    name,
    detail: `${state}, ${mode}, page ${clientId.slice(0, 8)}`,
  })
}

function isOurs({ name }: Lock): boolean {
  return name.startsWith(PREFIX)
}
