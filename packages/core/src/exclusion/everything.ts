import type { PathMatcher } from './PathMatcher.ts'

/** Leaves nothing out. */
export const everything: PathMatcher = {
  isFree: true,
  isPassage: false,
  member: () => everything,
  element: () => everything,
}
