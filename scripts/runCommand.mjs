import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @type {NodeJS.ProcessEnv} */
const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  STORYBOOK_DISABLE_TELEMETRY: '1',
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] Folder to run in; the repository's by default.
 * @property {boolean} [isQuiet] Whether to collect the output instead of showing it as it comes.
 * @property {NodeJS.ProcessEnv} [env] Variables to add.
 */

/**
 * Runs one command line, with the tools of the repository on PATH.
 *
 * @param {string} line Split at spaces; nothing in it is quoted.
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} Exit code (1 when a signal ended it) and what was collected.
 */
export function runCommand(line, { cwd = root, isQuiet = false, env = {} } = {}) {
  const [command = '', ...args] = line.split(' ').filter((word) => word !== '')
  const child = spawn(command, args, {
    cwd,
    env: { ...environment, ...env },
    stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    shell: process.platform === 'win32',
  })
  /** @type {string[]} */
  const output = []
  child.stdout?.on('data', (chunk) => output.push(String(chunk)))
  child.stderr?.on('data', (chunk) => output.push(String(chunk)))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.join('') }))
  })
}
