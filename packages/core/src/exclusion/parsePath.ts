/** One step of a path: a member by its name, any one member, or any number of steps (none included). */
export type PathStep = { readonly match: 'name'; readonly name: string } | { readonly match: 'any' | 'deep' }

/** What a path looks like, for whoever wrote one that does not. */
export const pathSyntax =
  'steps separated by dots, like "user.draft", "chunks.*.audio" or "**.preview": * is any one step, ** any number of ' +
  'steps, an array element its index; a dot, star, bracket or backslash that belongs to a name has a backslash before it'

/**
 * A path of `exclude` or `include` as its steps.
 *
 * Refused is what would match nothing without a word: an empty step, a star that is only part of a step, `chunks[0]`.
 *
 * @throws TypeError when it is not a path.
 */
export function parsePath(path: string): readonly PathStep[] {
  return splitSteps(path).map(parseStep)
}

function splitSteps(path: string): string[] {
  const steps = ['']
  for (let index = 0; index < path.length; index += 1) {
    const character = path.charAt(index)
    if (character === '.') steps.push('')
    else steps[steps.length - 1] += character === '\\' ? path.slice(index, (index += 1) + 1) : character
  }
  return steps
}

function parseStep(step: string): PathStep {
  if (step === '*') return { match: 'any' }
  if (step === '**') return { match: 'deep' }
  // A backslash with nothing behind it is left alone here, and refused with the other signs.
  const unescaped = step.replaceAll(/\\./gs, '')
  if (step === '' || /[*[\]\\]/.test(unescaped)) throw new TypeError('not a step of a path')
  return { match: 'name', name: step.replaceAll(/\\(.)/gs, '$1') }
}
