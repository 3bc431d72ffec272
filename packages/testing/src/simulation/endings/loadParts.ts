import { AutoSaveService } from '@autosave-kit/core'
import { ManualClock } from '../../world/ManualClock.ts'
import { drain } from '../drain.ts'
import { Medium } from '../Medium.ts'
import { readingSurroundings } from '../readingSurroundings.ts'

const TIDY_MS = 70_000

let loading: Promise<void> | undefined

/**
 * What an engine loads when it is first asked for is here before a world begins: how long files take to load is no part of a seed.
 */
export function loadParts(): Promise<void> {
  return (loading ??= load())
}

async function load(): Promise<void> {
  const clock = new ManualClock()
  const service = new AutoSaveService({}, () => ({ ...readingSurroundings(new Medium()), clock }))
  await Promise.all([service.findRecoverable(), service.listSessions(), service.listTrash()])
  // There is nothing to take over or to read: being refused, they are here.
  await Promise.allSettled([service.recover('nothing'), service.readVersion('nothing')])
  const discarding = service.getManager('nothing').discard()
  for (let turn = 0; turn < 5; turn += 1) {
    await clock.advance(TIDY_MS)
    for (let task = 0; task < 50; task += 1) await drain()
  }
  await discarding
  await service.dispose()
}
