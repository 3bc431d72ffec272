import { parsePath, pathSyntax } from '../exclusion/parsePath.ts'

/** What an option may be: asked of the value, and said of it when it is not. */
export interface OptionCheck {
  readonly allowed: string
  accepts(value: unknown): boolean
}

/** Longest delay a browser's timer can hold; a longer one fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** More often than that is a mistake in the unit. */
const MIN_INTERVAL_MS = 1_000

export const duration: OptionCheck = {
  allowed: `a number of milliseconds from 0 to ${MAX_TIMER_MS}`,
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= MAX_TIMER_MS,
}

export const flag: OptionCheck = {
  allowed: 'true or false',
  accepts: (value) => typeof value === 'boolean',
}

/** Of something that is done again and again. */
export const interval: OptionCheck = {
  allowed: `a number of milliseconds from ${MIN_INTERVAL_MS} to ${MAX_TIMER_MS}`,
  accepts: (value) => typeof value === 'number' && value >= MIN_INTERVAL_MS && value <= MAX_TIMER_MS,
}

/** Of time that no timer waits for, or of bytes. */
export const amount: OptionCheck = {
  allowed: 'a number from 0; Infinity is without limit',
  accepts: (value) => typeof value === 'number' && value >= 0,
}

export const count: OptionCheck = {
  allowed: 'a whole number from 1; Infinity is without limit',
  accepts: (value) => value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && Number(value) >= 1),
}

export const version: OptionCheck = {
  allowed: 'a whole number from 1',
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
}

export const pathList: OptionCheck = {
  allowed: `a list of paths: ${pathSyntax}`,
  accepts: (value) => Array.isArray(value) && value.every(isPath),
}

export const selector: OptionCheck = {
  allowed: 'a function from the state to what of it is saved',
  accepts: (value) => typeof value === 'function',
}

export const standardSchema: OptionCheck = {
  allowed: 'a schema of a library that implements Standard Schema, version 1',
  accepts: (value) => {
    const standard: unknown = isReadable(value) ? Reflect.get(value, '~standard') : undefined
    return (
      isReadable(standard) &&
      Reflect.get(standard, 'version') === 1 &&
      typeof Reflect.get(standard, 'validate') === 'function'
    )
  },
}

/** Someone who needs one step needs all behind it: a gap, and a step beyond the version, are mistakes known at once. */
export function migrationsTo(schemaVersion: number): OptionCheck {
  return {
    allowed:
      `an object of functions under the versions they lead to, without a gap up to schemaVersion, ` +
      `which is ${schemaVersion}`,
    accepts: (value) => {
      if (!isReadable(value) || !Object.values(value).every((step) => typeof step === 'function')) return false
      // Whole numbers come first, in their order; any other key shows as a step that is not the expected one.
      const steps = Object.keys(value)
      const first = schemaVersion - steps.length + 1
      return first >= (steps.length === 0 ? 1 : 2) && steps.every((step, index) => step === String(first + index))
    },
  }
}

export function oneOf(...values: readonly string[]): OptionCheck {
  return {
    allowed: values.map((value) => JSON.stringify(value)).join(' or '),
    accepts: (value) => values.some((allowed) => allowed === value),
  }
}

function isPath(value: unknown): boolean {
  try {
    return typeof value === 'string' && parsePath(value).length > 0
  } catch {
    return false
  }
}

function isReadable(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
