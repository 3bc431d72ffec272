import { type PathStep, parsePath } from './parsePath.ts'

/** A path of `exclude` or `include`. */
export interface PathRule {
  readonly index: number
  readonly isInclude: boolean
  readonly steps: readonly PathStep[]
  /** How specific it is: by its names first, then by its single stars. */
  readonly weight: number
}

/** A rule that has matched the way so far, up to the step `at`. */
export interface Position {
  readonly rule: PathRule
  readonly at: number
}

/** More than a path can have single stars: a name outweighs them all. */
const NAME_WEIGHT = 65_536

export function toRule(path: string, { index, isInclude }: { index: number; isInclude: boolean }): PathRule {
  const steps = parsePath(path)
  const count = (match: PathStep['match']): number => steps.filter((step) => step.match === match).length
  return { index, isInclude, steps, weight: 1 + count('name') * NAME_WEIGHT + count('any') }
}

/** Where one step leads; `key` is undefined for a member that no rule names. */
export function advance(positions: readonly Position[], key: string | undefined): Position[] {
  const next: Position[] = []
  for (const { rule, at } of positions) {
    const step = rule.steps[at]
    if (step?.match === 'deep') next.push({ rule, at })
    if (step?.match === 'any' || (step?.match === 'name' && step.name === key)) next.push({ rule, at: at + 1 })
  }
  return next
}

/** `**` is no step as well: what stands before it stands behind it too. Each position once, in their order. */
export function withoutSteps(positions: readonly Position[]): Position[] {
  const reached = new Map<string, Position>()
  for (const { rule, at: from } of positions) {
    for (let at = from; ; at += 1) {
      reached.set(`${rule.index}:${at}`, { rule, at })
      if (rule.steps[at]?.match !== 'deep') break
    }
  }
  return Array.from(reached.values()).sort((one, other) => one.rule.index - other.rule.index || one.at - other.at)
}
