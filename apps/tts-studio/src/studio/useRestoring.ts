import { useSaveStatus } from '@autosave-kit/react'
import { useEffect, useState } from 'react'
import { useProjectStore } from '../project/projectStore.ts'

/** A storage that takes longer than this is in trouble: the person can begin, and what they make is put on top of what is read later. */
const PATIENCE_MS = 5_000

/** Whether saved work is still being looked for, so that an empty studio would be a false statement. */
export function useRestoring(): boolean {
  const id = useProjectStore((store) => store.id)
  const { restored, error } = useSaveStatus({ id })
  const [isPatient, setPatient] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return restored === undefined && error === undefined && isPatient
}
