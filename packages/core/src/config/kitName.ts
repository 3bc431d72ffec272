import { invalidOption } from './invalidOption.ts'

/** What every name of the kit begins with: of its database, its keys, its folder, its locks and its channel. */
const KIT_NAME = 'autosave-kit'

/** What stands behind that where there is no scope: a scope called so is written in another way. */
const OWN_WORDS: ReadonlySet<string> = new Set(
  'janitor last left note own probe purged quarantine row scratch session tab tabs writer'.split(' '),
)

const MAX_LENGTH = 200

/**
 * The beginning of all names of a scope. What is stored under one scope's name is never found under another's: a scope's word stands between
 * colons, and has none in it.
 *
 * @throws AutoSaveError `INVALID_CONFIG`.
 */
export function kitName(scope: string | undefined): string {
  if (scope === undefined) return KIT_NAME
  const word = wordOf(scope)
  if (word === undefined) throw invalidOption('scope', scope, `a text of 1 to ${MAX_LENGTH} letters, or none`)
  // No other scope is written like that: a percent sign of its own becomes `%25`.
  const own = OWN_WORDS.has(word) ? `%${word.charCodeAt(0).toString(16)}${word.slice(1)}` : word
  return `${KIT_NAME}:${own}`
}

function wordOf(scope: unknown): string | undefined {
  if (typeof scope !== 'string' || scope === '' || scope.length > MAX_LENGTH) return undefined
  try {
    return encodeURIComponent(scope)
  } catch {
    // Half a character.
    return undefined
  }
}
