import type { PathMatcher } from './PathMatcher.ts'
import { type Position, advance, withoutSteps } from './PathRule.ts'

/** The most specific of the rules that matched so far, by weight. Included is what `include` is not lighter for. */
interface Verdict {
  readonly include: number
  readonly exclude: number
}

export const nothingSaid: Verdict = { include: 0, exclude: -1 }

/** How a walk comes to a place. */
interface Arrival {
  readonly positions: readonly Position[]
  /** What was decided on the way. */
  readonly verdict: Verdict
  readonly isSecret: boolean
}

/** All places that the rules tell apart, made as walks come to them. */
export class Places {
  readonly isSecretKey: (key: string) => boolean
  readonly #known = new Map<string, Place>()

  constructor(isSecret: (key: string) => boolean) {
    this.isSecretKey = isSecret
  }

  at({ positions, verdict, isSecret }: Arrival): Place | 'excluded' {
    const reached = withoutSteps(positions)
    const matched = reached.filter(({ rule, at }) => at === rule.steps.length)
    const live = reached.filter(({ rule, at }) => at < rule.steps.length)
    const decided = decide(verdict, matched, isSecret)
    const isIncluded = decided.include >= decided.exclude
    if (!isIncluded && !live.some(({ rule }) => rule.isInclude && rule.weight >= decided.exclude)) return 'excluded'
    // How an included place came to be so no longer matters when nothing below it can be excluded by a path.
    const isSettled = isIncluded && live.every(({ rule }) => rule.isInclude)
    // What was excluded counts again inside a secret, where the inclusion is forgotten.
    const settled = { include: Math.max(decided.exclude, nothingSaid.include), exclude: decided.exclude }
    return this.#place(live, isSettled ? settled : decided)
  }

  #place(live: readonly Position[], verdict: Verdict): Place {
    const name = [verdict.include, verdict.exclude, ...live.map(({ rule, at }) => `${rule.index}:${at}`)].join(' ')
    let place = this.#known.get(name)
    if (place === undefined) {
      place = new Place(this, live, verdict)
      this.#known.set(name, place)
    }
    return place
  }
}

class Place implements PathMatcher {
  readonly isPassage: boolean
  readonly #places: Places
  readonly #live: readonly Position[]
  readonly #verdict: Verdict
  /** The members that a rule names here. */
  readonly #named = new Map<string, Place | 'excluded' | undefined>()
  #others: Place | 'excluded' | undefined
  #otherSecrets: Place | 'excluded' | undefined
  #isFree: boolean | undefined

  constructor(places: Places, live: readonly Position[], verdict: Verdict) {
    this.#places = places
    this.#live = live
    this.#verdict = verdict
    this.isPassage = verdict.include < verdict.exclude
    for (const { rule, at } of live) {
      const step = rule.steps[at]
      if (step?.match === 'name') this.#named.set(step.name, undefined)
    }
  }

  get isFree(): boolean {
    this.#isFree ??=
      !this.isPassage && this.#other() === this && !Array.from(this.#named.keys()).some((name) => /^\d+$/.test(name))
    return this.#isFree
  }

  member(key: string): Place | 'excluded' {
    if (this.#named.size > 0 && this.#named.has(key)) return this.#namedMember(key)
    return this.#places.isSecretKey(key) ? this.#secret() : this.#other()
  }

  element(index: number): Place | 'excluded' {
    if (this.#named.size === 0) return this.#other()
    const key = String(index)
    return this.#named.has(key) ? this.#namedMember(key) : this.#other()
  }

  #namedMember(key: string): Place | 'excluded' {
    const known = this.#named.get(key)
    if (known !== undefined) return known
    const place = this.#go(key, this.#places.isSecretKey(key))
    this.#named.set(key, place)
    return place
  }

  #other(): Place | 'excluded' {
    this.#others ??= this.#go(undefined, false)
    return this.#others
  }

  #secret(): Place | 'excluded' {
    this.#otherSecrets ??= this.#go(undefined, true)
    return this.#otherSecrets
  }

  #go(key: string | undefined, isSecret: boolean): Place | 'excluded' {
    return this.#places.at({ positions: advance(this.#live, key), verdict: this.#verdict, isSecret })
  }
}

function decide({ include, exclude }: Verdict, matched: readonly Position[], isSecret: boolean): Verdict {
  const isNamed = matched.some(({ rule }) => rule.isInclude)
  // A secret forgets that what it lies in was included; anything that includes it, or something in it, counts.
  const [included, excluded] = isSecret && !isNamed ? [-1, Math.max(exclude, 0)] : [include, exclude]
  const heaviest = (isInclude: boolean, floor: number): number =>
    matched.reduce((most, { rule }) => (rule.isInclude === isInclude ? Math.max(most, rule.weight) : most), floor)
  return { include: heaviest(true, included), exclude: heaviest(false, excluded) }
}
