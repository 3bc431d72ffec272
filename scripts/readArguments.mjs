import { parseArgs } from 'node:util'
import { findCommand } from './browsers.mjs'

/**
 * Reads the arguments of a root command, or ends it with one line that says what is allowed.
 *
 * @template {import('node:util').ParseArgsConfig} TConfig
 * @param {string} usage
 * @param {TConfig} config
 */
export function readArguments(usage, config) {
  // turbo calls pnpm by its name; through npx it is on PATH.
  if (findCommand('pnpm') === undefined) {
    console.error(`There is no pnpm on PATH. Run: npx -y pnpm@12.21.0 ${usage.split(' ')[1]}`)
    process.exit(2)
  }
  // pnpm hands a separating `--` on to the script.
  const args = process.argv.slice(2).filter((argument, index) => index > 0 || argument !== '--')
  try {
    return parseArgs({ ...config, args })
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`)
    return process.exit(2)
  }
}
