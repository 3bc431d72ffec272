// `pnpm test:leave`: leaves the studio again and again in the second of the last key, and counts how often that key is there afterwards.
import { join } from 'node:path'
import { browserNames } from './browsers.mjs'
import { readArguments } from './readArguments.mjs'
import { root, runCommand } from './runCommand.mjs'

const ways = ['close', 'navigate', 'reload', 'quit']
const usage = `pnpm test:leave [--rounds N] [--browser ${browserNames.join('|')}] [--way ${ways.join('|')}]`
const { values } = readArguments(usage, {
  options: {
    rounds: { type: 'string', default: '30' },
    browser: { type: 'string', default: '' },
    way: { type: 'string', default: '' },
  },
})

/** @param {boolean} isRight @param {string} problem */
function insist(isRight, problem) {
  if (isRight) return
  console.error(`${problem}\nUsage: ${usage}`)
  process.exit(2)
}

const rounds = Number(values.rounds)
insist(Number.isInteger(rounds) && rounds >= 1, `--rounds is ${values.rounds}, and must be a whole number from 1 on.`)
insist(['', ...browserNames].includes(values.browser), `There is no browser called ${values.browser} here.`)
insist(['', ...ways].includes(values.way), `There is no way of leaving called ${values.way}.`)

const build = await runCommand('turbo run build --filter=tts-studio --output-logs=errors-only')
const env = {
  AUTOSAVE_LEAVE_ROUNDS: String(rounds),
  AUTOSAVE_LEAVE_BROWSER: values.browser,
  AUTOSAVE_LEAVE_WAY: values.way,
}
process.exitCode =
  build.code === 0 ? (await runCommand('vitest run leaving', { cwd: join(root, 'apps/e2e'), env })).code : 1
