import { isSecretKey } from './isSecretKey.ts'
import type { PathMatcher } from './PathMatcher.ts'
import { toRule } from './PathRule.ts'
import { Places, nothingSaid } from './Places.ts'

/** What of a state is never stored. */
export interface ExclusionRules {
  /** For the state itself. */
  readonly root: PathMatcher | 'excluded'
}

export interface ExclusionOptions {
  readonly exclude: readonly string[]
  readonly include: readonly string[]
  readonly secrets: 'exclude' | 'store'
}

/**
 * Compiles rules for a walk. For each place the most specific path that names it, or something it lies in, decides; of
 * two that are equal, `include`. A name that looks like a secret is excluded unless an included path names that very
 * place: to include what it lies in is not enough.
 *
 * @throws TypeError for what `parsePath` refuses.
 */
export function compileExclusions({ exclude, include, secrets }: ExclusionOptions): ExclusionRules {
  const rules = [
    ...exclude.map((path, index) => toRule(path, { index, isInclude: false })),
    ...include.map((path, index) => toRule(path, { index: exclude.length + index, isInclude: true })),
  ]
  const arrive = new Places(secrets === 'exclude' ? isSecretKey : () => false)
  return {
    root: arrive.at({ positions: rules.map((rule) => ({ rule, at: 0 })), verdict: nothingSaid, isSecret: false }),
  }
}
