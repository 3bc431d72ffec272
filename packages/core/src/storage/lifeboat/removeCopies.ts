import { originFolder } from '../../environment/originFolder.ts'
import type { Clock } from '../../schedule/Clock.ts'
import { folderName, KIT_FOLDER, lifeName } from './folderName.ts'

/** Lives of a scope that are looked back on: one that a frozen page kept a file of is removed when it is over. */
const LIVES = 8

/** Pages that were told let go of their files within milliseconds; a busy machine takes longer. */
const DELAYS_MS = [0, 20, 50, 100, 200, 400, 800, 1_500]

/**
 * Removes the second copies of a scope's former lives. Resolves with whether none is left: a file that another page has open cannot be
 * removed.
 *
 * @param epoch - The life that goes on.
 */
export async function removeCopies(databaseName: string, epoch: number, clock: Clock): Promise<boolean> {
  const first = Math.max(0, epoch - LIVES)
  const names = Array.from({ length: epoch - first }, (_, index) => folderName(lifeName(databaseName, first + index)))
  const root = await originFolder().catch(() => undefined)
  // Where there are no files there is no copy.
  const folder = await root?.getDirectoryHandle(KIT_FOLDER).catch(() => undefined)
  if (folder === undefined) return true
  let left = names
  for (const delayMs of DELAYS_MS) {
    if (delayMs > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, delayMs))
    const removed = await Promise.all(left.map((name) => remove(folder, name)))
    left = left.filter((_, index) => removed[index] !== true)
    if (left.length === 0) return true
  }
  return false
}

function remove(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  return folder.removeEntry(name, { recursive: true }).then(
    () => true,
    (cause: unknown) => cause instanceof DOMException && cause.name === 'NotFoundError',
  )
}
