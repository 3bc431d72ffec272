import type { AutoSaveService, MetricsRollup } from '@autosave-kit/core'
import { useEffect, useState } from 'react'
import { registryOf } from '../session/registryOf.ts'
import { reportAppError } from '../session/reportAppError.ts'

export interface HourlyRollups {
  /** Sessions that this page has open. */
  readonly sessions: readonly { readonly id: string; readonly rollups: readonly MetricsRollup[] }[]
  /** Ms since 1970. */
  readonly readAt: number
}

/** Reading writes down first what this page has counted: not for each save, and no more often than this. */
const LOOK_EVERY_MS = 5_000

/** The figures that are kept by the hour, read when somebody looks and every few seconds while somebody does; `undefined` at first. */
export function useHourlyRollups(service: AutoSaveService): HourlyRollups | undefined {
  const [read, setRead] = useState<HourlyRollups>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isCurrent = true
    const look = async (): Promise<void> => {
      try {
        const next = await readRollups(service)
        if (isCurrent) setRead(next)
      } catch (error) {
        reportAppError(error)
      }
      if (isCurrent) timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    }
    void look()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [service])
  return read
}

async function readRollups(service: AutoSaveService): Promise<HourlyRollups> {
  const ids = registryOf(service)
    .getSessions()
    .map(({ id }) => id)
  const sessions = await Promise.all(ids.map(async (id) => ({ id, rollups: await service.getMetricsHistory(id) })))
  return { sessions, readAt: Date.now() }
}
