import type { Steps } from './encodeContainer.ts'
import { encodeMember, encodeRecord } from './encodeValue.ts'
import { type EncodingOptions, EncodingRun } from './EncodingRun.ts'
import { EXCLUDED, Omission } from './Omission.ts'
import { everything } from '../exclusion/everything.ts'
import { ROOT_ID, type RecordNode, type SegmentContent } from './StateRecord.ts'

/** What is known of the stored state: by whom each piece was last written, and where ids go on. */
export interface RecordTree {
  readonly root: RecordNode | undefined
  readonly nextId: number
}

export const emptyTree: RecordTree = { root: undefined, nextId: ROOT_ID + 1 }

export interface StateDiff extends SegmentContent {
  /** What will be stored once the records are. */
  readonly tree: RecordTree
  /** Parts that cannot be stored, by path. */
  readonly leftOutPaths: readonly string[]
  /** Parts that are left out by rule, by path. */
  readonly excludedPaths: readonly string[]
  /** Files and Blobs that could not be stored yet: their content has to be read first. They are among the parts left out. */
  readonly unreadBlobs: ReadonlySet<Blob>
}

export const defaultEncoding: EncodingOptions = { matcher: everything, isDeep: false, attachments: undefined }

/**
 * The records of `state` that differ from what `tree` says is stored.
 *
 * Identity decides: an unchanged subtree is not entered, so the time follows the containers on the way to the change.
 * Nothing of the app's is copied or changed, and `tree` stays as it was: the caller takes the new one when the commit has landed.
 */
export function diffState(tree: RecordTree, state: unknown, options = defaultEncoding): StateDiff {
  const steps = diffSteps(tree, state, { ...options, isDue: () => false })
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same, stopping whenever `isDue` says so: a first save of megabytes must not block the page. */
export function* diffSteps(
  tree: RecordTree,
  state: unknown,
  options: EncodingOptions & { readonly isDue: () => boolean },
): Steps<StateDiff> {
  const run = new EncodingRun(tree.nextId, options, options.isDue)
  const root = yield* encodeRoot(run, tree.root, state)
  const { unreadBlobs } = run
  if (root instanceof Omission) {
    // A state that cannot be stored at all leaves what is stored as it is.
    const [leftOutPaths, excludedPaths] = root.isExcluded ? [[], ['']] : [[''], []]
    return { records: [], removedIds: [], tree, leftOutPaths, excludedPaths, unreadBlobs }
  }
  const pathsOf = (isExcluded: boolean): string[] =>
    root.leftOut.filter((leftOut) => leftOut.isExcluded === isExcluded).map(({ path }) => path)
  return {
    records: run.records,
    removedIds: run.removedIds,
    tree: { root, nextId: run.nextId },
    leftOutPaths: pathsOf(false),
    excludedPaths: pathsOf(true),
    unreadBlobs,
  }
}

function* encodeRoot(run: EncodingRun, old: RecordNode | undefined, value: unknown): Steps<RecordNode | Omission> {
  const { matcher } = run.options
  if (matcher === 'excluded') return EXCLUDED
  const member = { key: undefined, old, value, matcher }
  if (old !== undefined) return yield* encodeMember(run, member)
  return yield* encodeRecord(run, { id: ROOT_ID, key: undefined }, member)
}
