import type { SchemaConfig } from '../../config/SchemaConfig.ts'
import { bringUpToDate } from '../bringUpToDate.ts'
import { mergeStates } from '../merge/mergeStates.ts'
import type { StrayWork } from './readStrays.ts'

interface Meeting {
  /** In the app's shape. */
  readonly theirs: unknown
  readonly config: SchemaConfig
  /** Members that are never stored stay as the app has them. */
  readonly isLeftOut: (value: unknown, path: readonly string[]) => boolean
}

/** Both sides' work in one; `undefined` where they contradict each other, or cannot be compared. */
export async function mergeStray(
  { header, content }: StrayWork,
  { theirs, config, isLeftOut }: Meeting,
): Promise<{ readonly state: unknown } | undefined> {
  if (content?.base === undefined) return undefined
  const { state, schemaVersion } = content.base
  try {
    const base = state === undefined ? undefined : await bringUpToDate(state, schemaVersion, config)
    const mine = await bringUpToDate(content.state, header.schemaVersion, config)
    const merged = mergeStates({ base, mine, theirs }, { prefer: 'mine', isLeftOut })
    return merged.conflicts.length === 0 ? { state: merged.state } : undefined
  } catch {
    // What cannot be brought into the app's shape is kept as it is, beside the rest.
    return undefined
  }
}
